package dev.dunlin.sink.apply;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands groups from the reading thread to the applying one. One group waits at most: so memory is
 * bounded, and while one is applied the next one grows.
 */
final class Exchange {

    private static final long LOOK_MILLIS = 100;

    /** No more is read while so much is handed over and not yet applied. */
    private static final long MOST_BYTES = 48L << 20;

    private static final long ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(1);
    private final AtomicLong held = new AtomicLong();
    private volatile boolean closed;

    /** What is handed over. */
    sealed interface Delivery {}

    /** A group to apply. */
    record Ready(Group group) implements Delivery {}

    /** Why there will be no more. */
    record Ended(RuntimeException cause) implements Delivery {}

    /** Hands over if nothing waits. */
    boolean offer(Delivery delivery) {
        boolean taken = waiting.offer(delivery);
        held.addAndGet(taken ? bytes(delivery) : 0);
        return taken;
    }

    private static long bytes(Delivery delivery) {
        return delivery instanceof Ready(Group group) ? group.bytes() : 0;
    }

    /** Whether there is memory for more; if not, after a moment. */
    boolean awaitRoom() {
        if (held.get() < MOST_BYTES) {
            return true;
        }
        LockSupport.parkNanos(ROOM_NANOS);
        return held.get() < MOST_BYTES;
    }

    /** What was handed over is applied. */
    void applied(Group group) {
        held.addAndGet(-group.bytes());
    }

    /** Hands over, or gives up when the other side has left. */
    void put(Delivery delivery) {
        try {
            boolean taken = false;
            while (!taken && !closed) {
                taken = waiting.offer(delivery, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            held.addAndGet(taken ? bytes(delivery) : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** The next delivery; null when none comes in time. */
    @Nullable Delivery take(long millis) {
        try {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }
}
