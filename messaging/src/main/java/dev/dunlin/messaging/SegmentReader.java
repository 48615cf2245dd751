package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one rows partition in order, from where the last reader committed or from its start. One
 * thread. A record nobody can read is left out: the loader then misses a sequence number and does
 * not commit that attempt.
 */
public final class SegmentReader implements AutoCloseable {

    /** What the names of loaders' groups begin with. */
    static final String GROUPS = "dunlin.loader.";

    private static final Logger LOG = LoggerFactory.getLogger(SegmentReader.class);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition from;

    public SegmentReader(KafkaCluster cluster, MigrationName migration, int partition) {
        this.from = new TopicPartition(Topics.rows(migration), partition);
        this.consumer =
                new KafkaConsumer<>(
                        properties(cluster, group(migration)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(List.of(from));
    }

    /** Name of the group that keeps the offsets of a migration's loaders. */
    public static String group(MigrationName migration) {
        return GROUPS + migration;
    }

    /** The next segments, or none when the time runs out or somebody {@link #wakeUp}s this. */
    public List<Segment> poll(Duration timeout) {
        List<Segment> segments = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                segment(record).ifPresent(segments::add);
            }
        } catch (WakeupException e) {
            LOG.debug("reading {} was woken up", from, e);
        }
        return segments;
    }

    /** Keeps {@code offset} as the one the next reader begins with. */
    public void commit(long offset) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                Map.of(from, new OffsetAndMetadata(offset));
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException _) {
            consumer.commitSync(offsets); // it was meant for a poll
        }
    }

    /** Goes on reading at this offset. */
    public void seek(long offset) {
        consumer.seek(from, offset);
    }

    /** The offset that is read next. */
    public long position() {
        return consumer.position(from);
    }

    /** Makes a {@link #poll} under way, or the next, return; the one call others may make. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        TopicReader.close(consumer);
    }

    private Optional<Segment> segment(ConsumerRecord<byte[], byte[]> record) {
        try {
            SegmentHeader header = Wire.decode(record.key(), SegmentHeader.class);
            byte[] packed = record.value() == null ? new byte[0] : record.value();
            return Optional.of(new Segment(record.offset(), header, packed));
        } catch (UndecodableMessageException e) {
            LOG.warn("left out {}@{}: {}", from, record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Properties properties(KafkaCluster cluster, String group) {
        Properties properties = cluster.properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // What is polled is a copy beside what was fetched: few at a time, so that few lie about.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        // The chunk's own checksum is proof enough; on loopback no network can damage a batch.
        properties.put(ConsumerConfig.CHECK_CRCS_CONFIG, !cluster.local());
        return properties;
    }
}
