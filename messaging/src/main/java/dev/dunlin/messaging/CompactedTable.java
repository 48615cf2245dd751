package dev.dunlin.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest of each key of a small compacted topic, and a way to change it. Uses no group. */
public final class CompactedTable<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTable.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration OWN_WRITES = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String topic;
    private final Class<T> type;
    private final Consumer<byte[], byte[]> consumer;
    private final MessageSender sender;
    private final Map<String, T> rows = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private Map<TopicPartition, Long> ahead = Map.of();
    private volatile boolean closing;

    /** The topic must be there when it is started. */
    public CompactedTable(KafkaCluster cluster, String topic, Class<T> type) {
        this.topic = topic;
        this.type = type;
        this.consumer = TopicReader.open(cluster);
        this.sender = new MessageSender(cluster);
        this.thread = Thread.ofPlatform().daemon().name(topic).unstarted(this::follow);
    }

    /** Starts reading on a thread of its own. */
    public void start() {
        List<TopicPartition> partitions = TopicReader.partitions(consumer, topic);
        consumer.assign(partitions);
        TopicReader.seekToStart(consumer, partitions);
        ahead = consumer.endOffsets(partitions);
        thread.start();
    }

    /** Waits until everything that was there at the start is read; false when time ran out. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** All rows by key, as they were read so far. */
    public Map<String, T> rows() {
        return Map.copyOf(rows);
    }

    /** The row of a key. */
    public Optional<T> row(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** Writes a row, and returns when it is read here, too. */
    public void put(String key, T row) {
        sender.sendAndWait(topic, key, row);
        awaitOwn(() -> row.equals(rows.get(key)));
    }

    /** Removes a row, and returns when it is gone here, too. */
    public void remove(String key) {
        Waiting.on(sender.sendTombstone(topic, key), FailureCodes.SEND, "cannot write to " + topic);
        awaitOwn(() -> !rows.containsKey(key));
    }

    private static void awaitOwn(BooleanSupplier seen) {
        long deadline = System.nanoTime() + OWN_WRITES.toNanos();
        while (!seen.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void follow() {
        try {
            while (!closing) {
                step();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("following {} ends", topic, e);
        } finally {
            TopicReader.close(consumer);
        }
    }

    private void step() {
        try {
            consumer.poll(POLL).forEach(this::take);
            if (caughtUp.getCount() > 0) {
                ahead = TopicReader.ahead(consumer, ahead);
                if (ahead.isEmpty()) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("cannot read {}, trying again", topic, e);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            rows.remove(key);
            return;
        }
        try {
            rows.put(key, Wire.decode(record.value(), type));
        } catch (UndecodableMessageException e) {
            LOG.warn("left out {} of {}: {}", key, topic, e.getMessage());
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            TopicReader.close(consumer);
        } else {
            try {
                var _ = thread.join(CLOSE_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        sender.close();
    }
}
