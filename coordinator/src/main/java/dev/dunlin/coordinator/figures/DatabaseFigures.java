package dev.dunlin.coordinator.figures;

import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.StepTiming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a database has come to. */
final class DatabaseFigures {

    private DatabaseFigures() {}

    static List<Sample> of(MigrationStatus migration, DatabaseStatus status) {
        String name = migration.name().value();
        String database = status.database();
        List<Sample> samples = new ArrayList<>();
        phases(migration, status, samples);
        Map<Metric, Long> plain = new LinkedHashMap<>();
        plain.put(Metric.MIGRATED_BYTES, status.plannedBytesLoaded());
        plain.put(Metric.EXPECTED_BYTES, status.bytesPlanned());
        plain.put(Metric.MIGRATED_ROWS, status.rowsLoaded());
        plain.forEach((metric, value) -> samples.add(Sample.of(metric, value, name, database)));
        samples.add(Sample.of(Metric.CHUNKS, status.chunksLoaded(), name, database, "loaded"));
        samples.add(
                Sample.of(
                        Metric.CHUNKS,
                        status.chunks() - status.chunksLoaded(),
                        name,
                        database,
                        "waiting"));
        samples.add(
                Sample.of(Metric.SCHEMA_ITEMS, status.itemsRestored(), name, database, "restored"));
        samples.add(
                Sample.of(
                        Metric.SCHEMA_ITEMS,
                        Math.max(0, status.items() - status.itemsRestored()),
                        name,
                        database,
                        "waiting"));
        return samples;
    }

    private static void phases(
            MigrationStatus migration, DatabaseStatus status, List<Sample> samples) {
        String name = migration.name().value();
        MigrationMode mode = migration.spec().mode();
        for (DatabasePhase phase : DatabasePhase.values()) {
            if (mode == MigrationMode.ONLINE || !phase.online()) {
                samples.add(
                        Sample.of(
                                Metric.MIGRATION_PHASE,
                                status.phase() == phase,
                                name,
                                status.database(),
                                phase.label()));
            }
        }
        // A phase that was gone through twice counts as it was the last time.
        Map<String, StepTiming> last = new LinkedHashMap<>();
        status.steps().forEach(step -> last.put(step.step(), step));
        last.values().stream()
                .filter(step -> !step.endedAt().isEmpty())
                .map(
                        step ->
                                Sample.of(
                                        Metric.PHASE_DURATION_SECONDS,
                                        Times.seconds(step.endedAt())
                                                - Times.seconds(step.startedAt()),
                                        name,
                                        status.database(),
                                        step.step()))
                .forEach(samples::add);
        StepTiming fence = last.get(DatabasePhase.FENCE.label());
        boolean stopped =
                !status.phase().before(DatabasePhase.FENCE)
                        && status.phase() != DatabasePhase.DONE
                        && !migration.state().ended();
        if (mode == MigrationMode.ONLINE && fence != null && stopped) {
            samples.add(
                    Sample.of(
                            Metric.CUTOVER_WRITE_STOP_START_TIMESTAMP_SECONDS,
                            Times.seconds(fence.startedAt()),
                            name,
                            status.database()));
        }
    }
}
