package dev.dunlin.sink.apply;

import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.Job;

/**
 * Counts what is committed on the target. Fragments of a large transaction count when it is
 * committed. One thread.
 */
final class ApplyMeters {

    private final Meters meters = Meters.process();
    private final String migration;
    private final String database;
    private long inserts;
    private long updates;
    private long deletes;
    private long truncates;
    private long nanos;

    ApplyMeters(Job.ApplyChanges job) {
        migration = job.migration().whole().value();
        database = job.database();
    }

    /** Nothing of what was applied and not committed counts. */
    void discardOpen() {
        inserts = 0;
        updates = 0;
        deletes = 0;
        truncates = 0;
        nanos = 0;
    }

    /** A group, or a fragment, was applied. */
    void applied(Group group, long took) {
        ChangeLog log = group.log();
        for (int change = 0; change < log.size(); change++) {
            switch (log.kind(change)) {
                case 'I' -> inserts++;
                case 'D', 'E' -> deletes++;
                case 'T' -> truncates++;
                default -> updates++;
            }
        }
        nanos += took;
    }

    /** All that was applied is committed. */
    void committed(Applied before, Applied after) {
        count("insert", inserts);
        count("update", updates);
        count("delete", deletes);
        count("truncate", truncates);
        long transactions = after.transactions() - before.transactions();
        meters.count(Metric.TRANSACTIONS_APPLIED_TOTAL, transactions, migration, database);
        long changes = inserts + updates + deletes + truncates;
        if (changes > 0) {
            String way = after.oneByOne() > before.oneByOne() ? "source_order" : "sets";
            meters.count(Metric.APPLY_GROUPS_TOTAL, 1, migration, database, way);
            meters.observe(Metric.APPLY_BATCH_SIZE_CHANGES, changes, migration, database);
            meters.observeNanos(Metric.APPLY_BATCH_DURATION_SECONDS, nanos, migration, database);
        }
        discardOpen();
    }

    private void count(String operation, long changes) {
        // Series that begin with nothing, so that a rate is known from the first change on.
        meters.count(Metric.CHANGES_APPLIED_TOTAL, changes, migration, database, operation);
    }
}
