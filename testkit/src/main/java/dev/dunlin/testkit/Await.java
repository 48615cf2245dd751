package dev.dunlin.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waiting for something to become true, instead of for a time to pass. */
public final class Await {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    private Await() {}

    public static void until(String expectation, Callable<Boolean> condition) {
        until(expectation, DEFAULT_TIMEOUT, condition);
    }

    /**
     * Asks until the condition holds. An exception counts as "not yet" and is shown if time runs
     * out, so that a server that is still starting needs no handling by the test.
     */
    public static void until(String expectation, Duration timeout, Callable<Boolean> condition) {
        value(expectation, timeout, condition, Boolean::booleanValue);
    }

    /** Asks until the value is as wanted, and returns it; the message shows the last one seen. */
    public static <T> T value(
            String expectation, Duration timeout, Callable<T> source, Predicate<T> wanted) {
        var deadline = System.nanoTime() + timeout.toNanos();
        Object last = "nothing yet";
        @Nullable Exception failure = null;
        var pause = 1L;
        do {
            try {
                var value = source.call();
                if (wanted.test(value)) {
                    return value;
                }
                last = value;
                failure = null;
            } catch (Exception e) {
                last = e;
                failure = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            pause = Math.min(pause * 2, 50);
        } while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted());
        var message = "not within " + timeout + ": " + expectation + "; last seen: " + last;
        throw new AssertionError(message, failure);
    }
}
