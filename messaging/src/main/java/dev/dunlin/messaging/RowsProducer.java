package dev.dunlin.messaging;

import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers for the rows path, which {@link RowsProducers} shares among segment writers. */
public final class RowsProducer {

    /** Kept out of the segments' way: key, headers and the batch's own bytes. */
    private static final int BATCH_BYTES = SegmentWriter.SEGMENT_BYTES + (64 << 10);

    private static final long BUFFER_BYTES = 64L << 20;

    private RowsProducer() {}

    /** A producer tuned for segments; to be closed by the caller. */
    public static Producer<byte[], byte[]> create(KafkaCluster cluster) {
        Properties properties = cluster.properties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // What a record holds is packed already: see Packing.
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        // Packed segments are small: some of them make a request, and who writes the last one of a
        // chunk does not wait for more.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // With others still writing it lives on: then it forgets topics that are over soon.
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 5_000);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MAX_MESSAGE_BYTES);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
