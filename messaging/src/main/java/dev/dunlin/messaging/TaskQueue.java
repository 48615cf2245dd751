package dev.dunlin.messaging;

import dev.dunlin.protocol.Side;

/** Takes tasks of one side and pool from their queue and has them done by the handler. */
public final class TaskQueue implements AutoCloseable {

    public TaskQueue(
            KafkaCluster cluster, Side side, String pool, int workers, TaskHandler handler) {
        this(TaskQueueSettings.of(cluster, side, pool, workers), handler);
    }

    public TaskQueue(TaskQueueSettings settings, TaskHandler handler) {}

    /** Sets the group up and starts the workers; the topics must be there. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Cancels what is under way, gives it back to the queue and stops. */
    @Override
    public void close() {}
}
