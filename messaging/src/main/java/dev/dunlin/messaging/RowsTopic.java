package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Topics;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topic that carries a migration's rows. Nothing in it ends by age or size: rows leave when
 * they are on the target, or with the whole topic.
 */
public final class RowsTopic {

    private final Admin admin;
    private final short replicationFactor;

    public RowsTopic(Admin admin, short replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    /** Makes the topic, or gives it more partitions when it has fewer than {@code partitions}. */
    public void ensure(MigrationName migration, int partitions) {
        topic(migration).ensure(partitions);
    }

    /**
     * Deletes the topic, all rows in it, and the group that knew how far they were loaded; nothing
     * happens when they are not there. Loaders should be closed before.
     */
    public void delete(MigrationName migration) {
        topic(migration).delete();
        topic(migration).deleteGroup(SegmentReader.group(migration));
    }

    /** Deletes all records of a partition before {@code offset}: they are on the target. */
    public void deleteUpTo(MigrationName migration, int partition, long offset) {
        topic(migration).deleteUpTo(partition, offset);
    }

    private BulkTopic topic(MigrationName migration) {
        return new BulkTopic(admin, replicationFactor, Topics.rows(migration));
    }
}
