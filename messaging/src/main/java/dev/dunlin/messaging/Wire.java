package dev.dunlin.messaging;

/** The JSON form of every message. Stateless and safe for use by several threads. */
public final class Wire {

    private Wire() {}

    /** The bytes of a protocol record. */
    public static byte[] encode(Object message) {
        throw new UnsupportedOperationException();
    }

    /**
     * The message of these bytes; fields nobody knows are ignored.
     *
     * @throws UndecodableMessageException for null, for anything that is not a whole {@code T}
     */
    public static <T> T decode(byte[] bytes, Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
