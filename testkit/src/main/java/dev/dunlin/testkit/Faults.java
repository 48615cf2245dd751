package dev.dunlin.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The faults in force, asked for each piece that is to pass. */
final class Faults {
    private static final int PIECE_BYTES = 64 << 10;
    private static final long NEVER = Long.MAX_VALUE;

    private final Runnable cut;
    private final AtomicLong untilCut = new AtomicLong(NEVER);
    private volatile boolean blackhole;
    private volatile boolean refuses;
    private volatile Duration delay = Duration.ZERO;
    private volatile long bytesPerSecond;

    Faults(Runnable cut) {
        this.cut = cut;
    }

    boolean refuses() {
        return refuses;
    }

    /** How much may be read at once: little when it has to be slow, so that it is even. */
    int pieceBytes() {
        var limit = bytesPerSecond;
        return limit == 0 ? PIECE_BYTES : Math.clamp(limit / 50, 1, PIECE_BYTES);
    }

    /** Blocks for as long as the piece has to wait; returns how much of it may pass. */
    int pass(int bytes) throws InterruptedException {
        pause(delay.toNanos());
        if (bytesPerSecond > 0) {
            pause(TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond);
        }
        synchronized (this) {
            while (blackhole) {
                wait();
            }
        }
        if (untilCut.get() == NEVER) {
            return bytes;
        }
        return Math.clamp(bytes + untilCut.addAndGet(-bytes), 0, bytes);
    }

    /** To be called when what may pass has passed. */
    void cutIfDue() {
        if (untilCut.get() <= 0) {
            untilCut.set(NEVER);
            cut.run();
        }
    }

    private static void pause(long nanos) {
        var end = System.nanoTime() + nanos;
        for (var left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    synchronized void blackhole(boolean on) {
        blackhole = on;
        notifyAll();
    }

    void refuse(boolean on) {
        refuses = on;
    }

    void delay(Duration duration) {
        delay = duration;
    }

    void throttle(long limit) {
        bytesPerSecond = limit;
    }

    void cutAfterBytes(long bytes) {
        untilCut.set(bytes);
    }

    void heal() {
        blackhole(false);
        refuse(false);
        delay(Duration.ZERO);
        throttle(0);
        cutAfterBytes(NEVER);
    }
}
