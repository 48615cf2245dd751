package dev.dunlin.app.run;

import org.jspecify.annotations.Nullable;

/** The root of an exception, for messages and for rethrowing. */
final class Causes {

    private Causes() {}

    /** The innermost message on one line. */
    static String shortest(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) { // a cause is never its own cause
            root = root.getCause();
        }
        String message = root.getMessage();
        String name = root.getClass().getSimpleName();
        return message == null || message.isBlank()
                ? name
                : message.lines().findFirst().orElse(name);
    }

    /** The cause itself where it is unchecked, else wrapped. */
    static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(cause);
    }
}
