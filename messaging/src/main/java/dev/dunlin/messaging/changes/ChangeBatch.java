package dev.dunlin.messaging.changes;

/** A batch as it was read, its pieces joined. Its body is read with a {@link BatchCursor}. */
public final class ChangeBatch {

    static final int HEADER = 42;
    private static final int VERSION = 1;

    private final Head head;
    private final long offset;
    private final long nextOffset;
    private final byte[] body;
    private final int from;
    private final int to;

    private ChangeBatch(Head head, long offset, long nextOffset, byte[] body, int from, int to) {
        this.head = head;
        this.offset = offset;
        this.nextOffset = nextOffset;
        this.body = body;
        this.from = from;
        this.to = to;
    }

    /**
     * What a batch says of itself; the package's tour explains the chain.
     *
     * @param beginsInside whether it goes on with a transaction that began in a batch before
     * @param endsInside whether its last transaction goes on in the next batch
     */
    public record Head(
            boolean beginsInside,
            boolean endsInside,
            long epoch,
            long sequence,
            long previousEnd,
            long end) {}

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when it is none of ours
     */
    public static ChangeBatch read(long offset, byte[] record) {
        if (record.length < HEADER || record[0] != VERSION) {
            throw new IllegalArgumentException("record " + offset + " holds no changes we know");
        }
        Head head =
                new Head(
                        (record[1] & 1) != 0,
                        (record[1] & 2) != 0,
                        BigEndian.i64(record, 6),
                        BigEndian.i64(record, 14),
                        BigEndian.i64(record, 22),
                        BigEndian.i64(record, 30));
        return new ChangeBatch(head, offset, offset + 1, record, HEADER, record.length);
    }

    /** The same batch with the bodies of all its pieces, the last of which is at {@code last}. */
    ChangeBatch joined(byte[] whole, int size, long last) {
        return new ChangeBatch(head, offset, last + 1, whole, 0, size);
    }

    public Head head() {
        return head;
    }

    /** Of its first record. */
    public long offset() {
        return offset;
    }

    /** Behind its last record. */
    public long nextOffset() {
        return nextOffset;
    }

    /** How much memory it holds. */
    public int bytes() {
        return body.length;
    }

    byte[] body() {
        return body;
    }

    /** Where in the body the entries begin. */
    int from() {
        return from;
    }

    /** Where they end. */
    int to() {
        return to;
    }
}
