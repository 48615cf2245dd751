package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the public view of migrations from its beginning and on; progress, readiness, positions and
 * events from now on. Uses no group, so it starts at once and any number of them may run.
 */
public final class StatusFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final StatusScope scope;
    private final StatusListener listener;
    private final LiveStatus live = new LiveStatus();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Map<TopicPartition, Long> ahead = Map.of();

    /** The topics must be there when it is started. */
    public StatusFollower(KafkaCluster cluster, StatusScope scope, StatusListener listener) {
        this.consumer = TopicReader.open(cluster);
        this.scope = scope;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("dunlin-status").unstarted(this::follow);
    }

    /** Fixes what "from now on" means and starts reading on a thread of its own. */
    public void start() {
        assign();
        thread.start();
    }

    /** Waits until the view holds what was there at the start; false when time ran out. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Waits for that; false when time ran out. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is known now. */
    public StatusView latest() {
        return live.view();
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            TopicReader.close(consumer);
            return;
        }
        try {
            thread.join(PAUSE.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assign() {
        List<TopicPartition> fromStart = new ArrayList<>();
        List<TopicPartition> fromNow = new ArrayList<>();
        fromStart.addAll(TopicReader.partitions(consumer, Topics.MIGRATIONS));
        fromStart.addAll(TopicReader.partitions(consumer, Topics.TABLES));
        fromNow.addAll(TopicReader.partitions(consumer, Topics.PROGRESS));
        // Older than now is no news: figures of readiness come every second or two.
        fromNow.addAll(TopicReader.partitions(consumer, Topics.READINESS));
        fromNow.addAll(TopicReader.partitions(consumer, Topics.POSITIONS));
        (scope.pastEvents() ? fromStart : fromNow).addAll(told());
        List<TopicPartition> all = new ArrayList<>(fromStart);
        all.addAll(fromNow);
        consumer.assign(all);
        TopicReader.seekToStart(consumer, fromStart);
        TopicReader.seekToEnd(consumer, fromNow);
        ahead = consumer.endOffsets(fromStart);
    }

    private List<TopicPartition> told() {
        List<TopicPartition> told = new ArrayList<>();
        told.addAll(TopicReader.partitions(consumer, Topics.EVENTS));
        told.addAll(TopicReader.partitions(consumer, Topics.REPLIES));
        return told;
    }

    private void follow() {
        try {
            while (closing.getCount() > 0) {
                step();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("following ends", e);
        } finally {
            TopicReader.close(consumer);
        }
    }

    private void step() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            noteCaughtUp();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("cannot read status, trying again", e);
            pause();
        }
    }

    private void noteCaughtUp() {
        if (caughtUp.getCount() > 0) {
            ahead = TopicReader.ahead(consumer, ahead);
            if (ahead.isEmpty()) {
                caughtUp.countDown();
                listener.caughtUp();
            }
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                forget(record);
            } else {
                tell(record);
            }
        } catch (UndecodableMessageException e) {
            LOG.warn("left out {}@{}: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void forget(ConsumerRecord<byte[], byte[]> record) {
        live.forget(record);
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.topic().equals(Topics.MIGRATIONS) && MigrationName.legal(key)) {
            MigrationName name = new MigrationName(key);
            if (scope.holds(name)) {
                listener.forgotten(name);
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        switch (record.topic()) {
            case Topics.MIGRATIONS -> migration(record, Wire.decode(value, MigrationStatus.class));
            case Topics.TABLES -> table(record, Wire.decode(value, TableStatus.class));
            case Topics.READINESS -> readiness(Wire.decode(value, Readiness.class));
            case Topics.POSITIONS -> position(Wire.decode(value, Position.class));
            case Topics.PROGRESS -> progress(Wire.decode(value, Progress.class));
            case Topics.REPLIES -> reply(Wire.decode(value, Reply.class));
            default -> event(Wire.decode(value, MigrationEvent.class), record.offset());
        }
    }

    private void migration(ConsumerRecord<byte[], byte[]> record, MigrationStatus status) {
        if (scope.holds(status.name())) {
            live.put(record, status);
            listener.migration(status);
        }
    }

    private void table(ConsumerRecord<byte[], byte[]> record, TableStatus status) {
        if (scope.covers(status.migration())) {
            live.put(record, status);
            listener.table(status);
        }
    }

    private void readiness(Readiness readiness) {
        if (scope.covers(readiness.migration())) {
            live.put(readiness);
            listener.readiness(readiness);
        }
    }

    private void position(Position position) {
        if (scope.covers(position.migration())) {
            live.put(position);
        }
    }

    private void progress(Progress progress) {
        if (scope.covers(progress.migration())) {
            listener.progress(progress);
        }
    }

    private void reply(Reply reply) {
        if (scope.holds(reply.migration())) {
            listener.reply(reply);
        }
    }

    private void event(MigrationEvent event, long offset) {
        if (scope.covers(event.migration())) {
            listener.event(event, offset);
        }
    }
}
