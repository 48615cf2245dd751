package dev.dunlin.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics that may be there already, also when several processes do so at once. */
final class TopicSetup {

    /** Room for the largest plan of a table; the broker's own default would be 1 MB. */
    static final String MAX_MESSAGE_BYTES = String.valueOf(8 << 20);

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Admin admin;
    private final short replicationFactor;

    TopicSetup(Admin admin, short replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    NewTopic topic(String name, int partitions) {
        Optional<Short> replicas =
                replicationFactor < 1 ? Optional.empty() : Optional.of(replicationFactor);
        return new NewTopic(name, Optional.of(partitions), replicas);
    }

    /**
     * Makes the topics that are missing; those that are there stay as they are. When this returns
     * the broker asked knows them all, which is some time after the controller made them.
     */
    void make(Collection<NewTopic> topics) {
        admin.createTopics(topics).values().forEach(this::await);
        var _ = describe(topics.stream().map(NewTopic::name).toList());
    }

    /** The topics as a broker knows them; waits for those it does not know yet. */
    Map<String, TopicDescription> describe(Collection<String> names) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (!(cause instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw Waiting.failed(FailureCodes.TOPIC, "cannot see topics " + names, cause);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    int partitions(String topic) {
        return describe(List.of(topic)).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    /** Waits until a broker knows of partitions that were added. */
    void awaitPartitions(String topic, int partitions) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (partitions(topic) < partitions && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void await(String topic, KafkaFuture<Void> made) {
        try {
            made.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof TopicExistsException)) {
                throw Waiting.failed(FailureCodes.TOPIC, "cannot make topic " + topic, cause);
            }
        }
    }
}
