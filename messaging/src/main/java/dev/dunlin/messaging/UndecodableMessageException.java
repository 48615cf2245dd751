package dev.dunlin.messaging;

/** Bytes that are no message we know; the text says why and never holds the bytes themselves. */
public final class UndecodableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableMessageException(String reason) {
        super(reason);
    }
}
