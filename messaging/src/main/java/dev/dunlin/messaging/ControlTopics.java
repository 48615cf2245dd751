package dev.dunlin.messaging;

import dev.dunlin.protocol.Side;
import org.apache.kafka.clients.admin.Admin;

/** The topics every installation has. Makes what is missing and leaves alone what is there. */
public final class ControlTopics {

    /** Lets the broker's default.replication.factor decide. */
    public static final short BROKER_DEFAULT = -1;

    public ControlTopics(Admin admin, short replicationFactor) {}

    /** Makes the topics that all pools share. Safe to call at every start of every process. */
    public void ensure() {
        throw new UnsupportedOperationException();
    }

    /** Makes the tasks and jobs topics of one side of a pool. */
    public void ensurePool(Side side, String pool) {
        throw new UnsupportedOperationException();
    }
}
