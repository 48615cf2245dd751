package dev.dunlin.protocol;

/**
 * A named failure: a stable code ({@code DUN-…}), who must act, the object and cause, and what to
 * do next. Never holds a password or a row's values.
 */
public record Failure(String code, FailureKind kind, String message, String action) {

    @Override
    public String toString() {
        return code + ": " + message + (action.isEmpty() ? "" : " | " + action);
    }
}
