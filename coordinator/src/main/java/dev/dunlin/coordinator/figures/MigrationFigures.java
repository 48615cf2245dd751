package dev.dunlin.coordinator.figures;

import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A migration as a whole. */
final class MigrationFigures {

    private MigrationFigures() {}

    static List<Sample> of(MigrationStatus status) {
        String name = status.name().value();
        List<Sample> samples = new ArrayList<>();
        samples.add(info(status.spec()));
        for (MigrationState state : MigrationState.values()) {
            samples.add(
                    Sample.of(
                            Metric.MIGRATION_STATE, status.state() == state, name, state.label()));
        }
        for (Condition condition : status.conditions()) {
            samples.add(
                    Sample.of(
                            Metric.MIGRATION_CONDITION,
                            true,
                            name,
                            condition.type(),
                            condition.subject()));
        }
        for (Severity severity : Severity.values()) {
            long found = status.findings().stream().filter(f -> f.severity() == severity).count();
            samples.add(
                    Sample.of(
                            Metric.MIGRATION_FINDINGS,
                            found,
                            name,
                            severity.name().toLowerCase(Locale.ROOT)));
        }
        samples.add(Sample.of(Metric.MIGRATION_RESUMES, status.resumes(), name));
        samples.add(Sample.of(Metric.VERIFICATION_DIFFERENCES, status.differences().size(), name));
        samples.add(
                Sample.of(
                        Metric.MIGRATION_START_TIMESTAMP_SECONDS,
                        Times.seconds(status.startedAt()),
                        name));
        if (status.state().ended()) {
            samples.add(
                    Sample.of(
                            Metric.MIGRATION_END_TIMESTAMP_SECONDS,
                            Times.seconds(status.updatedAt()),
                            name));
        }
        cutover(status, samples);
        return samples;
    }

    private static void cutover(MigrationStatus status, List<Sample> samples) {
        String name = status.name().value();
        if (status.cutover().underWay() && !status.state().ended()) {
            samples.add(
                    Sample.of(
                            Metric.CUTOVER_TIMEOUT_SECONDS,
                            status.cutover().terms().timeoutSeconds(),
                            name));
        }
        boolean online = status.spec().mode() == MigrationMode.ONLINE;
        if (online && status.state() == MigrationState.SUCCEEDED) {
            status.databases().stream()
                    .flatMap(database -> database.steps().stream())
                    .filter(step -> step.step().equals(DatabasePhase.FENCE.label()))
                    .filter(step -> !step.startedAt().isEmpty())
                    .mapToDouble(step -> Times.seconds(step.startedAt()))
                    .min()
                    .ifPresent(
                            from ->
                                    samples.add(
                                            Sample.of(
                                                    Metric.CUTOVER_WRITE_STOP_SECONDS,
                                                    Times.seconds(status.updatedAt()) - from,
                                                    name)));
        }
    }

    private static Sample info(MigrationSpec spec) {
        return Sample.of(
                Metric.MIGRATION_INFO,
                1,
                spec.name().value(),
                spec.mode().name().toLowerCase(Locale.ROOT),
                spec.option().name().toLowerCase(Locale.ROOT),
                place(spec.source()),
                place(spec.target()),
                spec.sourcePool(),
                spec.targetPool());
    }

    private static String place(Endpoint server) {
        return server.host() + ":" + server.port();
    }
}
