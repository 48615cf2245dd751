package dev.dunlin.messaging.changes;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at the end of a partition: where the capture before this one came to. */
final class LastPiece {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private LastPiece() {}

    /** The header of the last record; empty when the partition holds none (any more). */
    static Optional<PieceHeader> of(KafkaCluster cluster, TopicPartition partition) {
        Consumer<byte[], byte[]> consumer = consumer(cluster);
        try {
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (System.nanoTime() < deadline) {
                long first = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
                long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
                if (first >= end) {
                    return Optional.empty();
                }
                consumer.seek(partition, end - 1);
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    return Optional.of(PieceHeader.of(found.value()));
                }
            }
            throw Waiting.failed(
                    FailureCodes.CHANGES,
                    "cannot read the last record of " + partition,
                    new TimeoutException("nothing came within 30 s"));
        } finally {
            // Member of no group: nobody waits for word of its leaving.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private static Consumer<byte[], byte[]> consumer(KafkaCluster cluster) {
        Properties properties = cluster.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Between asking for the first offset and seeking, the sink may have deleted records.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
