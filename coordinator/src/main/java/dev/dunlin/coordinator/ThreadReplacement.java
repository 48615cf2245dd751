package dev.dunlin.coordinator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies. Kafka being away for long ends one every few minutes: it
 * is replaced, and goes on where the last transaction ended. Threads that die one after another
 * meet a bug or a broken state: then the process says so and stops, instead of looking busy.
 */
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int MOST = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final String what;
    private final Consumer<Throwable> stopped;
    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * A handler for one instance.
     *
     * @param stopped told why, when no thread is put in the place of the last one
     */
    public ThreadReplacement(String what, Consumer<Throwable> stopped) {
        this.what = what;
        this.stopped = stopped;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        if (replaceable(System.nanoTime())) {
            LOG.warn("{}: a thread died and is replaced", what, error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{} stops", what, error);
        stopped.accept(error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    synchronized boolean replaceable(long now) {
        while (!deaths.isEmpty() && now - deaths.peekFirst() > WITHIN.toNanos()) {
            deaths.removeFirst();
        }
        deaths.addLast(now);
        return deaths.size() <= MOST;
    }
}
