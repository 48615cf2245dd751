package dev.dunlin.messaging;

import dev.dunlin.protocol.Side;
import java.time.Duration;

/**
 * What a task queue works with.
 *
 * @param workers tasks done at the same time
 * @param retryFor how long a retryable failure is tried again before it is reported
 * @param lock how long a task stays with a worker that says nothing
 * @param aliveEvery how often a task under way is reported alive
 */
public record TaskQueueSettings(
        KafkaCluster cluster,
        Side side,
        String pool,
        int workers,
        Duration retryFor,
        Duration lock,
        Duration aliveEvery) {

    /** The settings of production. */
    public static TaskQueueSettings of(KafkaCluster cluster, Side side, String pool, int workers) {
        return new TaskQueueSettings(
                cluster,
                side,
                pool,
                workers,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}
