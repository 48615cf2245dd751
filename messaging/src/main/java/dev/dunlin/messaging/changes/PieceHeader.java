package dev.dunlin.messaging.changes;

import java.nio.ByteBuffer;

/** What every record of the changes topic begins with; the package's tour explains the fields. */
record PieceHeader(
        int flags,
        int piece,
        int pieces,
        long epoch,
        long sequence,
        long previousEnd,
        long end,
        int changes) {

    static final int VERSION = 1;
    static final int BEGINS_INSIDE = 1;
    static final int ENDS_INSIDE = 2;
    static final int BYTES = 42;

    /** Writes it to the start of a record. */
    void into(byte[] record) {
        var _ =
                ByteBuffer.wrap(record)
                        .put((byte) VERSION)
                        .put((byte) flags)
                        .putShort((short) piece)
                        .putShort((short) pieces)
                        .putLong(epoch)
                        .putLong(sequence)
                        .putLong(previousEnd)
                        .putLong(end)
                        .putInt(changes);
    }

    /** Reads it from the start of a record. */
    static PieceHeader of(byte[] record) {
        ByteBuffer from = ByteBuffer.wrap(record);
        int version = from.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("changes of version " + version);
        }
        return new PieceHeader(
                from.get(),
                from.getShort() & 0xffff,
                from.getShort() & 0xffff,
                from.getLong(),
                from.getLong(),
                from.getLong(),
                from.getLong(),
                from.getInt());
    }
}
