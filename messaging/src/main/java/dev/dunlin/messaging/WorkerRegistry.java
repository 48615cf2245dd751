package dev.dunlin.messaging;

import dev.dunlin.protocol.Topics;
import dev.dunlin.protocol.WorkerStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what workers say of themselves, and knows who is there. Uses no group. */
public final class WorkerRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerRegistry.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final InstantSource clock;
    private final WorkerLedger ledger = new WorkerLedger();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private Map<TopicPartition, Long> ahead = Map.of();
    private volatile boolean closing;
    private volatile Instant readAt = Instant.MIN;
    private volatile Instant knownFrom = Instant.MAX;

    /** The topic must be there when it is started. */
    public WorkerRegistry(KafkaCluster cluster, InstantSource clock) {
        this.consumer = TopicReader.open(cluster);
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("dunlin-workers").unstarted(this::follow);
    }

    /** Starts reading on a thread of its own. */
    public void start() {
        List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.WORKERS);
        consumer.assign(partitions);
        TopicReader.seekToStart(consumer, partitions);
        ahead = consumer.endOffsets(partitions);
        thread.start();
    }

    /** Waits until everything that was there at the start is read; false when time ran out. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Who is there now. Known only while Kafka is read: a worker is not missed for the time in
     * which nobody could be heard, nor before everybody had the time to be heard once.
     */
    public WorkersView latest() {
        Instant now = clock.instant();
        boolean reading = readAt.plus(POLL.multipliedBy(5)).isAfter(now);
        boolean known = caughtUp.getCount() == 0 && reading && !knownFrom.isAfter(now);
        return ledger.view(known, now);
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            TopicReader.close(consumer);
            return;
        }
        try {
            var _ = thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            while (!closing) {
                step();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("following workers ends", e);
        } finally {
            TopicReader.close(consumer);
        }
    }

    private void step() {
        try {
            consumer.poll(POLL).forEach(this::take);
            noteRead();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("cannot read {}, trying again", Topics.WORKERS, e);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void noteRead() {
        // An answer, unlike a poll that returns nothing because nobody could be asked.
        consumer.endOffsets(consumer.assignment(), POLL.multipliedBy(2));
        Instant now = clock.instant();
        if (readAt.plus(POLL.multipliedBy(5)).isBefore(now)) {
            knownFrom = now.plusSeconds(WorkerStatus.SILENCE_SECONDS);
        }
        readAt = now;
        if (caughtUp.getCount() > 0) {
            ahead = TopicReader.ahead(consumer, ahead);
            if (ahead.isEmpty()) {
                caughtUp.countDown();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Instant now = clock.instant();
        if (record.value() == null) {
            ledger.left(new String(record.key(), StandardCharsets.UTF_8), now);
            return;
        }
        try {
            WorkerStatus status = Wire.decode(record.value(), WorkerStatus.class);
            ledger.heard(status, caughtUp.getCount() == 0 ? now : said(status, now));
        } catch (UndecodableMessageException e) {
            LOG.warn("left out a worker at {}: {}", record.offset(), e.getMessage());
        }
    }

    /** What was there before we read counts from when it was said. */
    private static Instant said(WorkerStatus status, Instant now) {
        try {
            Instant said = Instant.parse(status.lastSeen());
            return said.isAfter(now) ? now : said;
        } catch (DateTimeParseException _) {
            return now;
        }
    }
}
