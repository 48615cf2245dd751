package dev.dunlin.messaging;

import dev.dunlin.protocol.Side;

/** Runs the jobs of the partitions this process owns. */
public final class JobOwner implements AutoCloseable {

    public JobOwner(KafkaCluster cluster, Side side, String pool, JobRunner runner) {}

    /** Joins the group; the topics must be there. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Closes all jobs and leaves the group, so that another owner takes over at once. */
    @Override
    public void close() {}
}
