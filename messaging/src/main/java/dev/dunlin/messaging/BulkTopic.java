package dev.dunlin.messaging;

import dev.dunlin.protocol.FailureException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic of large records that belongs to one migration. Nothing in it ends by age or size: what
 * is in it leaves when it is on the target, or with the whole topic.
 */
public final class BulkTopic {

    private final Admin admin;
    private final TopicSetup setup;
    private final String name;

    public BulkTopic(Admin admin, short replicationFactor, String name) {
        this.admin = admin;
        this.setup = new TopicSetup(admin, replicationFactor);
        this.name = name;
    }

    /** Makes the topic, or gives it more partitions when it has fewer than {@code partitions}. */
    public void ensure(int partitions) {
        setup.make(List.of(definition(partitions)));
        if (setup.partitions(name) < partitions) {
            increase(partitions);
            setup.awaitPartitions(name, partitions);
        }
    }

    /** Others may give it as many, or more, at the same time. */
    private void increase(int partitions) {
        Map<String, NewPartitions> more = Map.of(name, NewPartitions.increaseTo(partitions));
        try {
            await(admin.createPartitions(more).all(), "cannot add partitions to " + name);
        } catch (FailureException e) {
            if (!(e.getCause() instanceof InvalidPartitionsException)) {
                throw e;
            }
        }
    }

    /** Deletes the topic and all that is in it; nothing happens when it is not there. */
    public void delete() {
        awaitIfThere(admin.deleteTopics(List.of(name)).all(), "cannot delete topic " + name);
    }

    /** Deletes a group of readers; one that is not there, or read by somebody still, stays. */
    void deleteGroup(String group) {
        try {
            awaitIfThere(
                    admin.deleteConsumerGroups(List.of(group)).all(),
                    "cannot delete group " + group);
        } catch (FailureException e) {
            if (!(e.getCause() instanceof GroupNotEmptyException)) {
                throw e;
            }
        }
    }

    /** Deletes all records of a partition before {@code offset}: they are on the target. */
    public void deleteUpTo(int partition, long offset) {
        TopicPartition from = new TopicPartition(name, partition);
        Map<TopicPartition, RecordsToDelete> records =
                Map.of(from, RecordsToDelete.beforeOffset(offset));
        awaitIfThere(admin.deleteRecords(records).all(), "cannot delete records of " + from);
    }

    /**
     * A segment leaves the disk as a whole, once all of it is deleted and it is no longer written
     * to: small segments free the disk soon. Their indexes are small because records are large.
     */
    private NewTopic definition(int partitions) {
        return setup.topic(name, partitions)
                .configs(
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "-1",
                                "retention.bytes", "-1",
                                "segment.bytes", String.valueOf(32 << 20),
                                "segment.index.bytes", String.valueOf(256 << 10),
                                "file.delete.delay.ms", "1000",
                                "compression.type", "producer",
                                "max.message.bytes", TopicSetup.MAX_MESSAGE_BYTES));
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        return Waiting.on(
                future.toCompletionStage().toCompletableFuture(), FailureCodes.TOPIC, what);
    }

    private static void awaitIfThere(KafkaFuture<Void> future, String what) {
        try {
            future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof UnknownTopicOrPartitionException
                    || cause instanceof GroupIdNotFoundException)) {
                throw Waiting.failed(FailureCodes.TOPIC, what, cause);
            }
        }
    }
}
