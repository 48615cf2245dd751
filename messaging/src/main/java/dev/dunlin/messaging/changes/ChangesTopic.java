package dev.dunlin.messaging.changes;

import dev.dunlin.messaging.BulkTopic;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Topics;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topic that carries a migration's changes. Nothing in it ends by age or size: changes leave
 * when they are on the target, or with the whole topic.
 */
public final class ChangesTopic {

    private final Admin admin;
    private final short replicationFactor;

    public ChangesTopic(Admin admin, short replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    /** Makes the topic, with a partition for each database. */
    public void ensure(MigrationName migration, int databases) {
        topic(migration).ensure(databases);
    }

    /** Deletes the topic and all changes in it; nothing happens when it is not there. */
    public void delete(MigrationName migration) {
        topic(migration).delete();
    }

    /** Deletes all records of a partition before {@code offset}: they are on the target. */
    public void deleteUpTo(MigrationName migration, int partition, long offset) {
        topic(migration).deleteUpTo(partition, offset);
    }

    private BulkTopic topic(MigrationName migration) {
        return new BulkTopic(admin, replicationFactor, Topics.changes(migration));
    }
}
