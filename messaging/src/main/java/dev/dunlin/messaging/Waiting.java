package dev.dunlin.messaging;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for Kafka's futures and turns what goes wrong into failures that people can act on. */
public final class Waiting {

    private static final String ACTION = "check that Kafka is reachable and has room, then resume";

    private Waiting() {}

    /** The future's value; a retryable failure with this code and text when there is none. */
    public static <T> T on(Future<T> future, String code, String what) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof FailureException named ? named : failed(code, what, cause);
        }
    }

    /** A transport failure that trying again may heal. */
    public static FailureException failed(String code, String what, Throwable cause) {
        String message = what + ": " + cause.getClass().getSimpleName() + " " + cause.getMessage();
        Failure failure = new Failure(code, FailureKind.TRANSPORT, message, ACTION);
        return new FailureException(failure, true, cause);
    }
}
