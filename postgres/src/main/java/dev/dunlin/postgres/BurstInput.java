package dev.dunlin.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads a socket in bursts once an answer turns out to be long. A server sends a long answer as
 * many small packets; a reader that is as fast takes them one by one, and both sides then spend
 * their time on system calls and waking each other. After a few reads in a row without a question
 * between, each of which found little, this waits a moment before the next one, so that the socket
 * fills. Answers to questions are never delayed. One thread reads; any may ask.
 */
final class BurstInput extends InputStream {

    /** Reads without a question between, after which an answer counts as long. */
    private static final int LONG_ANSWER = 16;

    /** How patiently one reads. */
    enum Pace {
        /** Rows of a COPY, which the server sends eight kilobytes at a time. */
        ROWS(96 << 10, Duration.ofMillis(1)),

        /**
         * Changes, of which a walsender sends each for itself. Measured with a million changes of
         * TPC-B: what it spends falls by half when its messages gather on its own side, because the
         * window is closed most of the time ({@link BurstSocketFactory}).
         */
        CHANGES(16 << 10, Duration.ofMillis(10));

        /** A read that found this much was worth its call. */
        private final int worthwhile;

        private final long waitNanos;

        Pace(int worthwhile, Duration wait) {
            this.worthwhile = worthwhile;
            this.waitNanos = wait.toNanos();
        }
    }

    private final InputStream in;
    private final Pace pace;
    private final byte[] buffer = new byte[256 << 10];
    private int from;
    private int to;
    private long lastRead;
    private int reads;
    private volatile boolean asked;

    BurstInput(InputStream in, Pace pace) {
        this.in = in;
        this.pace = pace;
    }

    /** Something was sent: what follows is an answer to it, wanted at once. */
    void asked() {
        asked = true;
    }

    @Override
    public int read() throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        return buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to && !fill()) {
            return -1;
        }
        int taken = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, offset, taken);
        from += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        boolean little = to < pace.worthwhile;
        from = 0;
        to = 0;
        if (asked) {
            asked = false;
            reads = 0;
        }
        if (reads < LONG_ANSWER) {
            reads++;
        } else if (little && System.nanoTime() - lastRead < 2 * pace.waitNanos) {
            LockSupport.parkNanos(pace.waitNanos);
        }
        int found = in.read(buffer, 0, buffer.length);
        lastRead = System.nanoTime();
        to = Math.max(found, 0);
        return found >= 0;
    }

    @Override
    public int available() throws IOException {
        return from < to ? to - from : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
