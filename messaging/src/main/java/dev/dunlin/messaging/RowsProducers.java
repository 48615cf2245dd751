package dev.dunlin.messaging;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a process that reads tables: made for the first of those who write, shared by all
 * of them, and closed soon after the last. One that stayed would ask for the topics of migrations
 * that are over, and log that they are gone. Safe for use by several threads.
 */
public final class RowsProducers implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> maker;
    private final Duration idle;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("rows-producer").factory());
    private @Nullable Producer<byte[], byte[]> producer;
    private int users;
    private long uses;

    /** Makes producers for the cluster when somebody writes. */
    public RowsProducers(KafkaCluster cluster) {
        this(() -> RowsProducer.create(cluster), Duration.ofSeconds(1));
    }

    /**
     * The same with another maker.
     *
     * @param idle how long a producer that nobody uses is kept
     */
    RowsProducers(Supplier<Producer<byte[], byte[]>> maker, Duration idle) {
        this.maker = maker;
        this.idle = idle;
    }

    /** The use of the producer until it is closed. */
    public interface Lease extends AutoCloseable {

        /** Not to be closed or kept. */
        Producer<byte[], byte[]> producer();

        @Override
        void close();
    }

    /** Begins a use. */
    public synchronized Lease lease() {
        Producer<byte[], byte[]> shared = producer == null ? maker.get() : producer;
        producer = shared;
        users++;
        uses++;
        return new Lease() {
            private boolean ended;

            @Override
            public Producer<byte[], byte[]> producer() {
                return shared;
            }

            @Override
            public void close() {
                if (!ended) {
                    ended = true;
                    release();
                }
            }
        };
    }

    private synchronized void release() {
        users--;
        if (users == 0 && !clock.isShutdown()) {
            long last = uses;
            var _ = clock.schedule(() -> closeIdle(last), idle.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void closeIdle(long last) {
        if (users == 0 && uses == last) {
            closeProducer();
        }
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        closeProducer();
    }
}
