package dev.dunlin.messaging;

import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Role;
import java.util.Locale;

/** Counts what went wrong in work, and how often it was tried again. */
public final class WorkFailures {

    private WorkFailures() {}

    /** It may pass by itself: the work is tried again. */
    public static void retried(MigrationName migration, Role role, Failure failure) {
        count(migration, role, failure, true);
        Meters.process().count(Metric.RETRIES_TOTAL, 1, migration.whole().value(), role.label());
    }

    /** Nothing more is tried: it is reported. */
    public static void reported(MigrationName migration, Role role, Failure failure) {
        count(migration, role, failure, false);
    }

    private static void count(
            MigrationName migration, Role role, Failure failure, boolean retryable) {
        Meters.process()
                .count(
                        Metric.ERRORS_TOTAL,
                        1,
                        migration.whole().value(),
                        role.label(),
                        failure.kind().name().toLowerCase(Locale.ROOT),
                        failure.code(),
                        String.valueOf(retryable));
    }
}
