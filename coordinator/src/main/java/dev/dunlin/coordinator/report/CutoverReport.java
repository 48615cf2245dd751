package dev.dunlin.coordinator.report;

import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the report says of a cutover, made from what the coordinator publishes. */
final class CutoverReport {

    private CutoverReport() {}

    static Optional<RunReport.Cutover> of(MigrationStatus status) {
        if (status.spec().mode() != MigrationMode.ONLINE) {
            return Optional.empty();
        }
        CutoverStatus cutover = status.cutover();
        List<String> fenced = cutover.fenced();
        return Optional.of(
                new RunReport.Cutover(
                        cutover.startedAt(),
                        cutover.terms().fence() == Fence.READ_ONLY ? "read-only" : "manual",
                        stopped(status),
                        fenced,
                        fenced.stream().map(CutoverReport::lift).toList(),
                        cutover.refusal()));
    }

    /** From the first fence until the migration had succeeded. */
    private static double stopped(MigrationStatus status) {
        if (status.state() != MigrationState.SUCCEEDED) {
            return 0;
        }
        return status.databases().stream()
                .flatMap(database -> database.steps().stream())
                .filter(step -> step.step().equals(DatabasePhase.FENCE.label()))
                .filter(step -> !step.startedAt().isEmpty())
                .map(step -> Instant.parse(step.startedAt()))
                .min(Instant::compareTo)
                .map(from -> Duration.between(from, Instant.parse(status.updatedAt())))
                .map(RunReport::seconds)
                .orElse(0.0);
    }

    private static String lift(String database) {
        return "ALTER DATABASE \""
                + database.replace("\"", "\"\"")
                + "\" RESET default_transaction_read_only;";
    }
}
