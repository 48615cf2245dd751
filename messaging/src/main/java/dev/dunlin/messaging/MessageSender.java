package dev.dunlin.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages: acknowledged by the replicas that are in sync, never twice, in the order of the
 * calls. Safe for use by several threads; a process needs few of these.
 */
public final class MessageSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);
    private static final int LOSSY_LIMIT = 64;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final AtomicInteger lossyUnderWay = new AtomicInteger();

    public MessageSender(KafkaCluster cluster) {
        Properties properties = cluster.properties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A message waits for nobody: one at a time is the usual case and latency is what counts.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MAX_MESSAGE_BYTES);
        // Topics are few: forgetting an idle one would only make its next message slower.
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
        this.producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends without waiting; the future fails with a retryable {@code FailureException}. */
    public CompletableFuture<Void> send(String topic, String key, Object message) {
        return send(new ProducerRecord<>(topic, bytes(key), Wire.encode(message)));
    }

    /** Sends a tombstone: the compacted topic forgets the key. */
    public CompletableFuture<Void> sendTombstone(String topic, String key) {
        return send(new ProducerRecord<>(topic, bytes(key), null));
    }

    /** Sends and returns when the broker has it. */
    public void sendAndWait(String topic, String key, Object message) {
        await(send(topic, key, message), topic);
    }

    /** Sends what may be lost: dropped when too many earlier ones are still under way. */
    public void sendLossy(String topic, String key, Object message) {
        if (lossyUnderWay.incrementAndGet() > LOSSY_LIMIT) {
            lossyUnderWay.decrementAndGet();
            return;
        }
        var _ =
                send(topic, key, message)
                        .whenComplete(
                                (_, failure) -> {
                                    lossyUnderWay.decrementAndGet();
                                    if (failure != null) {
                                        LOG.debug("message to {} was lost", topic, failure);
                                    }
                                });
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            var _ =
                    producer.send(
                            record,
                            (_, failure) -> {
                                if (failure == null) {
                                    sent.complete(null);
                                } else {
                                    sent.completeExceptionally(failed(record.topic(), failure));
                                }
                            });
        } catch (KafkaException e) {
            sent.completeExceptionally(failed(record.topic(), e));
        }
        return sent;
    }

    static void await(CompletableFuture<Void> sent, String topic) {
        var _ = Waiting.on(sent, FailureCodes.SEND, cannotWrite(topic));
    }

    private static Exception failed(String topic, Exception cause) {
        return Waiting.failed(FailureCodes.SEND, cannotWrite(topic), cause);
    }

    private static String cannotWrite(String topic) {
        return "cannot write to " + topic;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
