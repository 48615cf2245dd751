package dev.dunlin.cdc;

import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.Job.CaptureChanges;

/** Counts changes by operation until they are sent. One thread. */
final class CapturedChanges {

    private final String migration;
    private final String database;
    private long inserts;
    private long updates;
    private long deletes;
    private long truncates;

    CapturedChanges(CaptureChanges job) {
        migration = job.migration().whole().value();
        database = job.source().database();
    }

    void insert() {
        inserts++;
    }

    void update() {
        updates++;
    }

    void delete() {
        deletes++;
    }

    void truncate() {
        truncates++;
    }

    /** What was counted is on its way to Kafka. */
    void sent() {
        count("insert", inserts);
        count("update", updates);
        count("delete", deletes);
        count("truncate", truncates);
        inserts = 0;
        updates = 0;
        deletes = 0;
        truncates = 0;
    }

    private void count(String operation, long changes) {
        Meters.process()
                .count(Metric.CHANGES_CAPTURED_TOTAL, changes, migration, database, operation);
    }
}
