package dev.dunlin.messaging;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import java.time.Duration;

/**
 * What a task queue works with.
 *
 * @param workers tasks done at the same time
 * @param retryFor how long a retryable failure is tried again before it is reported
 * @param lock how long a task stays with a worker that says nothing; the broker bounds it
 * @param aliveEvery how often a task under way is reported alive
 */
public record TaskQueueSettings(
        KafkaCluster cluster,
        Role role,
        String pool,
        int workers,
        Duration retryFor,
        Duration lock,
        Duration aliveEvery) {

    public TaskQueueSettings {
        if (workers < 1) {
            throw new IllegalArgumentException("a queue needs at least one worker");
        }
    }

    /** The settings of production. */
    public static TaskQueueSettings of(KafkaCluster cluster, Role role, String pool, int workers) {
        return new TaskQueueSettings(
                cluster,
                role,
                pool,
                workers,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    /** The same with another patience for retryable failures. */
    public TaskQueueSettings withRetryFor(Duration duration) {
        return new TaskQueueSettings(cluster, role, pool, workers, duration, lock, aliveEvery);
    }

    /** The same with another lock and another rhythm of reports. */
    public TaskQueueSettings withLock(Duration duration, Duration alive) {
        return new TaskQueueSettings(cluster, role, pool, workers, retryFor, duration, alive);
    }

    /** Topic of the queue. */
    public String topic() {
        return Topics.tasks(role, pool);
    }

    /** Share group of the queue. */
    public String group() {
        return topic();
    }
}
