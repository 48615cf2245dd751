package dev.dunlin.embedded;

import org.jspecify.annotations.Nullable;

/** A server beside us could not be started, or stopped working; the message says which and why. */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
