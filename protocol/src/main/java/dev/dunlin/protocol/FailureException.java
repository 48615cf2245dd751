package dev.dunlin.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Carries a named {@link Failure} to where it is decided: the task queue, a job's owner or the
 * command line. Only the loop that owns the work retries, and only what is {@code retryable} (a
 * server that restarts, a deadlock); everything else ends the work.
 */
public final class FailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final boolean retryable;

    public FailureException(Failure failure, boolean retryable, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
        this.retryable = retryable;
    }

    /** A failure that trying again does not help. */
    public static FailureException permanent(Failure failure) {
        return new FailureException(failure, false, null);
    }

    public Failure failure() {
        return failure;
    }

    public boolean retryable() {
        return retryable;
    }
}
