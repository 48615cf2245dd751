package dev.dunlin.messaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Dunlin's topics as the brokers have them now. */
public final class TopicSurvey implements AutoCloseable {

    private static final String OWN = "dunlin.";
    private static final int PATIENCE_SECONDS = 10;

    private final Admin admin;

    public TopicSurvey(KafkaCluster cluster) {
        this.admin = Admin.create(cluster.properties());
    }

    /**
     * A topic.
     *
     * @param messages offsets in it; of a compacted topic more than there are
     * @param bytes of all replicas; -1 where the brokers do not tell
     */
    public record TopicFacts(
            String name, int partitions, int replicas, long messages, long bytes) {}

    /**
     * All topics of Dunlin, by name.
     *
     * @throws KafkaException when the brokers do not answer
     */
    public List<TopicFacts> topics() {
        List<String> names =
                await(admin.listTopics().names()).stream()
                        .filter(name -> name.startsWith(OWN))
                        .toList();
        Map<String, TopicDescription> topics = await(admin.describeTopics(names).allTopicNames());
        Map<String, Long> messages = messages(topics);
        Map<String, Long> bytes = bytes(topics);
        return topics.values().stream()
                .map(
                        topic ->
                                new TopicFacts(
                                        topic.name(),
                                        topic.partitions().size(),
                                        topic.partitions().getFirst().replicas().size(),
                                        messages.getOrDefault(topic.name(), 0L),
                                        bytes.getOrDefault(topic.name(), -1L)))
                .sorted(Comparator.comparing(TopicFacts::name))
                .toList();
    }

    private Map<String, Long> messages(Map<String, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
        for (TopicPartition partition : partitions(topics)) {
            ends.put(partition, OffsetSpec.latest());
            begins.put(partition, OffsetSpec.earliest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> last = await(admin.listOffsets(ends).all());
        Map<TopicPartition, ListOffsetsResultInfo> first = await(admin.listOffsets(begins).all());
        Map<String, Long> messages = new HashMap<>();
        last.forEach(
                (partition, end) -> {
                    ListOffsetsResultInfo begin = first.get(partition);
                    if (begin != null) {
                        messages.merge(partition.topic(), end.offset() - begin.offset(), Long::sum);
                    }
                });
        return messages;
    }

    private static List<TopicPartition> partitions(Map<String, TopicDescription> topics) {
        List<TopicPartition> all = new ArrayList<>();
        topics.forEach(
                (name, topic) ->
                        topic.partitions()
                                .forEach(
                                        one -> all.add(new TopicPartition(name, one.partition()))));
        return all;
    }

    /** Nobody has to be allowed to ask for sizes: then there are none. */
    private Map<String, Long> bytes(Map<String, TopicDescription> topics) {
        Map<String, Long> bytes = new HashMap<>();
        try {
            List<Integer> brokers =
                    await(admin.describeCluster().nodes()).stream().map(node -> node.id()).toList();
            for (Map<String, LogDirDescription> broker :
                    await(admin.describeLogDirs(brokers).allDescriptions()).values()) {
                for (LogDirDescription directory : broker.values()) {
                    for (Map.Entry<TopicPartition, ReplicaInfo> replica :
                            directory.replicaInfos().entrySet()) {
                        String name = replica.getKey().topic();
                        if (topics.containsKey(name)) {
                            bytes.merge(name, replica.getValue().size(), Long::sum);
                        }
                    }
                }
            }
        } catch (KafkaException _) {
            return Map.of();
        }
        return bytes;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the brokers did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
