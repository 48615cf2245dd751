package dev.dunlin.messaging.changes;

/** What a {@link BatchEncoder} gathered, ready to be sent. */
final class EncodedBatch {

    private final byte[] bytes;
    private final int length;
    private final int flags;
    private final End end;
    private final int changes;

    /**
     * How the transactions in a batch end.
     *
     * @param lsn end LSN of the last one that ends in it; 0 when none does
     * @param time when that was committed, in microseconds since 1970
     * @param transactions how many end in it
     */
    record End(long lsn, long time, int transactions) {}

    EncodedBatch(byte[] bytes, int length, int flags, End end, int changes) {
        this.bytes = bytes;
        this.length = length;
        this.flags = flags;
        this.end = end;
        this.changes = changes;
    }

    /** Room for the header and, behind it, the entries; of a large batch, with room behind. */
    byte[] bytes() {
        return bytes;
    }

    /** How many of the bytes are the batch. */
    int length() {
        return length;
    }

    int flags() {
        return flags;
    }

    End end() {
        return end;
    }

    /** Row changes in it; a TRUNCATE counts as one. */
    int changes() {
        return changes;
    }
}
