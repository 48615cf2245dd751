package dev.dunlin.messaging.changes;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one partition of a changes topic in order, whole batches at a time. It keeps no offset in
 * Kafka: where to begin is on the target, with the rows. One thread.
 */
public final class ChangesReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition from;
    private final PieceJoiner joiner = new PieceJoiner();

    public ChangesReader(KafkaCluster cluster, MigrationName migration, int partition) {
        this.from = new TopicPartition(Topics.changes(migration), partition);
        this.consumer =
                new KafkaConsumer<>(
                        properties(cluster),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(List.of(from));
    }

    /**
     * Goes on reading at this offset. Should it be gone, reading begins with the oldest record: the
     * chain tells whether anything is missing.
     */
    public void seek(long offset) {
        joiner.forget();
        consumer.seek(from, offset);
    }

    /** The next batches, or none when the time runs out. */
    public List<ChangeBatch> poll(Duration timeout) {
        List<ChangeBatch> batches = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            joiner.add(record.offset(), value).ifPresent(batches::add);
        }
        return batches;
    }

    @Override
    public void close() {
        // Member of no group: nobody waits for word of its leaving.
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private static Properties properties(KafkaCluster cluster) {
        Properties properties = cluster.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 16);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        // A change must not wait for company: the broker answers as soon as there is a record.
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        return properties;
    }
}
