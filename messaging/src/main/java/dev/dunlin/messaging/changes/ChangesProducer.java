package dev.dunlin.messaging.changes;

import dev.dunlin.messaging.KafkaCluster;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers for the changes path: one for each capture, so that no other one's trouble is its. */
final class ChangesProducer {

    /** A batch is as large as a request is good for. */
    private static final int BATCH_BYTES = 1 << 20;

    /** Above what a writer lets be in flight, so that the producer never waits for memory. */
    private static final long BUFFER_BYTES = 64L << 20;

    private static final int MAX_REQUEST_BYTES = 8 << 20;

    private ChangesProducer() {}

    static Producer<byte[], byte[]> create(KafkaCluster cluster) {
        Properties properties = cluster.properties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
