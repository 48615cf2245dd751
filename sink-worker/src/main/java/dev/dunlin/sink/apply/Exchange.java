package dev.dunlin.sink.apply;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands groups from the reading thread to the applying one. One group waits at most: so memory is
 * bounded, and while one is applied the next one grows.
 */
final class Exchange {

    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(1);
    private volatile boolean closed;

    /** What is handed over. */
    sealed interface Delivery {}

    /** A group to apply. */
    record Ready(Group group) implements Delivery {}

    /** Why there will be no more. */
    record Ended(RuntimeException cause) implements Delivery {}

    /** Hands over if nothing waits. */
    boolean offer(Delivery delivery) {
        return waiting.offer(delivery);
    }

    /** Hands over, or gives up when the other side has left. */
    void put(Delivery delivery) {
        try {
            boolean taken = false;
            while (!taken && !closed) {
                taken = waiting.offer(delivery, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
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
