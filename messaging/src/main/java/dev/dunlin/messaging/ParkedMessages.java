package dev.dunlin.messaging;

import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages nobody can read aside, where people can look at them: {@link Topics#PARKED}, key
 * and value as they were, and headers that say where they came from and why they are there.
 */
public final class ParkedMessages {

    public static final String TOPIC_HEADER = "dunlin-error-topic";
    public static final String PARTITION_HEADER = "dunlin-error-partition";
    public static final String OFFSET_HEADER = "dunlin-error-offset";
    public static final String REASON_HEADER = "dunlin-error-reason";

    private static final Logger LOG = LoggerFactory.getLogger(ParkedMessages.class);

    private final MessageSender sender;

    public ParkedMessages(MessageSender sender) {
        this.sender = sender;
    }

    /** Copies the record to the topic of parked messages; returns when the broker has it. */
    public void park(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> parked =
                new ProducerRecord<>(Topics.PARKED, record.key(), record.value());
        header(parked, TOPIC_HEADER, record.topic());
        header(parked, PARTITION_HEADER, String.valueOf(record.partition()));
        header(parked, OFFSET_HEADER, String.valueOf(record.offset()));
        header(parked, REASON_HEADER, reason);
        MessageSender.await(sender.send(parked), Topics.PARKED);
        Meters.process().count(Metric.DEAD_LETTERS_TOTAL, 1);
        LOG.warn(
                "parked {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), reason);
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
