package dev.dunlin.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that read without a group: they start at once and leave no trace. */
final class TopicReader {

    private TopicReader() {}

    /** A consumer of committed messages that refuses to jump over a gap. */
    static Consumer<byte[], byte[]> open(KafkaCluster cluster) {
        Properties properties = cluster.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of a topic, which has to be there. */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw Waiting.failed(
                    FailureCodes.TOPIC,
                    "cannot read " + topic,
                    new UnknownTopicOrPartitionException("there is no such topic"));
        }
        return partitions.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Where the partitions end now; reading begins there. */
    static void seekToEnd(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    /** Reading begins with what is oldest. */
    static void seekToStart(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        consumer.beginningOffsets(partitions).forEach(consumer::seek);
    }

    /** Of the given ends, those that reading has not come to. */
    static Map<TopicPartition, Long> ahead(Consumer<?, ?> consumer, Map<TopicPartition, Long> end) {
        Map<TopicPartition, Long> ahead = new HashMap<>(end);
        ahead.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        return ahead;
    }

    /**
     * Closes a consumer that is member of no group, at once: nobody waits for word of its leaving,
     * and to end its fetch in order would take as long as that waits for records, half a second.
     */
    static void close(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
