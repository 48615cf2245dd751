package dev.dunlin.messaging;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's hold on one record of its queue. It is the worker's while the broker's lock lasts;
 * once a renewal fails nothing more may be said about the record: it may be another's already.
 */
final class TaskLease {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLease.class);
    private static final int DEFAULT_LOCK_MILLIS = 30_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final ConsumerRecord<byte[], byte[]> record;
    private long lockedAt = System.nanoTime();
    private boolean held = true;

    TaskLease(ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
        this.consumer = consumer;
        this.record = record;
    }

    boolean held() {
        return held;
    }

    /** How long the broker keeps the record for a worker that says nothing. */
    Duration lock() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS));
    }

    /** The record is dealt with. The broker hears of it with the next poll. */
    void accept() {
        acknowledge(AcknowledgeType.ACCEPT);
    }

    /** Somebody else shall do it. */
    void release() {
        acknowledge(AcknowledgeType.RELEASE);
    }

    /**
     * Extends the lock by its full length; false when the lease is lost.
     *
     * <p>Committing the renewal by itself, and not by {@code poll}, keeps the consumer from
     * fetching a further record. The poll afterwards only takes the renewed record back, which has
     * to happen before it can be acknowledged again. The clock is asked first, because the broker
     * says yes to the renewal of a record that another worker has had and finished.
     */
    boolean renew(Duration timeout) {
        long now = System.nanoTime();
        if (lock().minusNanos(now - lockedAt).isNegative()) {
            release();
            return false;
        }
        lockedAt = now;
        try {
            consumer.acknowledge(record, AcknowledgeType.RENEW);
            held =
                    consumer.commitSync(timeout).values().stream().allMatch(Optional::isEmpty)
                            && !consumer.poll(Duration.ZERO).isEmpty();
        } catch (KafkaException e) {
            LOG.debug("renewing {}@{} failed", record.topic(), record.offset(), e);
            held = false;
        }
        return held;
    }

    private void acknowledge(AcknowledgeType type) {
        if (held) {
            held = false;
            consumer.acknowledge(record, type);
        }
    }
}
