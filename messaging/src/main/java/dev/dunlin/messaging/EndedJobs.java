package dev.dunlin.messaging;

import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells when jobs that were ended are closed, in whichever process they ran: owners commit how far
 * they have handled the specs of their jobs ({@link JobOwner}).
 */
public final class EndedJobs {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Admin admin;

    public EndedJobs(Admin admin) {
        this.admin = admin;
    }

    /**
     * Waits until everything is closed that was ended before this call, for the given roles in all
     * pools. Pools without a worker run nothing, and are not waited for.
     *
     * @return false when time ran out
     */
    public boolean await(Collection<Role> roles, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<String> owned = owned(roles);
        Map<TopicPartition, Long> ends = ends(owned);
        for (String group : owned) {
            while (!handled(group, ends)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return true;
    }

    /** Topics of jobs that somebody owns; each has a group of its own name. */
    private List<String> owned(Collection<Role> roles) {
        List<String> topics =
                on(admin.listTopics().names()).stream()
                        .filter(
                                name ->
                                        roles.stream()
                                                .anyMatch(
                                                        role ->
                                                                name.startsWith(
                                                                        Topics.jobs(role, ""))))
                        .toList();
        return admin.describeConsumerGroups(topics).describedGroups().entrySet().stream()
                .filter(group -> isOwned(group.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOwned(KafkaFuture<ConsumerGroupDescription> group) {
        try {
            return !on(group).members().isEmpty();
        } catch (FailureException _) {
            return false; // Nobody ever owned these.
        }
    }

    private Map<TopicPartition, Long> ends(List<String> topics) {
        Map<TopicPartition, OffsetSpec> wanted =
                on(admin.describeTopics(topics).allTopicNames()).values().stream()
                        .flatMap(
                                topic ->
                                        topic.partitions().stream()
                                                .map(
                                                        partition ->
                                                                new TopicPartition(
                                                                        topic.name(),
                                                                        partition.partition())))
                        .collect(Collectors.toMap(at -> at, _ -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        on(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private boolean handled(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> said =
                on(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(group) && end.getValue() > 0)
                .allMatch(
                        end -> {
                            OffsetAndMetadata at = said.get(end.getKey());
                            return at != null && at.offset() >= end.getValue();
                        });
    }

    private static <T> T on(KafkaFuture<T> future) {
        return Waiting.on(
                future.toCompletionStage().toCompletableFuture(),
                FailureCodes.TOPIC,
                "cannot see how far jobs are");
    }
}
