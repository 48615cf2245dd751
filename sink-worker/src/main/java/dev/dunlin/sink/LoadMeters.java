package dev.dunlin.sink;

import dev.dunlin.messaging.WorkFailures;
import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Role;

/** Counts what becomes of chunks on the target. */
final class LoadMeters {

    private final Meters meters = Meters.process();
    private final MigrationName migration;

    LoadMeters(Job.LoadRows job) {
        migration = job.migration();
    }

    /** Rows and mark are committed. */
    void loaded(OpenAttempt attempt, ChunkCounts counts) {
        String name = migration.whole().value();
        String database = attempt.attempt().chunk().table().database();
        meters.count(Metric.COPY_ROWS_TOTAL, counts.rows(), name, database);
        meters.count(Metric.COPY_BYTES_TOTAL, counts.bytes(), name, database);
        meters.observeNanos(Metric.COPY_CHUNK_DURATION_SECONDS, attempt.ageNanos(), name, database);
        outcome(attempt, "loaded");
    }

    /** Nothing of the attempt stays; the chunk comes again, or stands already. */
    void givenUp(OpenAttempt attempt) {
        outcome(attempt, "given_up");
    }

    /** It will fail again. */
    void failed(OpenAttempt attempt) {
        outcome(attempt, "failed");
    }

    /** A failure that is reported. */
    void reported(Failure failure) {
        WorkFailures.reported(migration, Role.SINK, failure);
    }

    private void outcome(OpenAttempt attempt, String outcome) {
        meters.count(
                Metric.COPY_CHUNKS_TOTAL,
                1,
                migration.whole().value(),
                attempt.attempt().chunk().table().database(),
                outcome);
    }
}
