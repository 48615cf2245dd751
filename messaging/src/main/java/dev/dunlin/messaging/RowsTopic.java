package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import org.apache.kafka.clients.admin.Admin;

/** The topic that carries a migration's rows. */
public final class RowsTopic {

    public RowsTopic(Admin admin, short replicationFactor) {}

    /** Makes the topic unless it is there. */
    public void ensure(MigrationName migration, int partitions) {
        throw new UnsupportedOperationException();
    }

    /** Deletes the topic and all rows in it; nothing happens when it is not there. */
    public void delete(MigrationName migration) {
        throw new UnsupportedOperationException();
    }

    /** Deletes all records of a partition before {@code offset}: they are on the target. */
    public void deleteUpTo(MigrationName migration, int partition, long offset) {
        throw new UnsupportedOperationException();
    }
}
