package dev.dunlin.messaging.changes;

/**
 * Walks over the entries of a batch where they lie: {@link #next} stands on the next one, the other
 * methods speak of it. Nothing is allocated. One thread.
 */
public final class BatchCursor {

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int next;
    private byte kind;
    private int at;
    private int newTuple;

    /** Begins a batch. */
    public void open(ChangeBatch batch) {
        bytes = batch.body();
        start = batch.from();
        end = batch.to();
        next = start;
    }

    /**
     * Goes on to the next entry.
     *
     * @return false at the end of the batch
     * @throws IllegalArgumentException when the entry is none of the format
     */
    public boolean next() {
        if (next >= end) {
            return false;
        }
        kind = bytes[next];
        at = next + 1;
        switch (kind) {
            case 'I', 'U', 'D', 'E' -> next = Tuple.end(bytes, at + 2);
            case 'K', 'O' -> {
                newTuple = Tuple.end(bytes, at + 2);
                next = Tuple.end(bytes, newTuple);
            }
            case 'B' -> next = at + 20;
            case 'C' -> next = at + 8;
            case 'R' -> next = at + 6 + BigEndian.i32(bytes, at + 2);
            case 'T' -> next = at + 3 + 2 * BigEndian.u16(bytes, at + 1);
            case 'M' -> next = at + 5;
            default -> throw new IllegalArgumentException("no entry of changes: " + kind);
        }
        return true;
    }

    /** Where the last transaction of the batch begins; -1 if none does. Starts from the front. */
    public int lastBegin() {
        int last = -1;
        next = start;
        while (next()) {
            last = kind == 'B' ? at - 1 : last;
        }
        next = start;
        return last;
    }

    /** The letter of the entry. */
    public byte kind() {
        return kind;
    }

    /** Place of the entry in the batch. */
    public int place() {
        return at - 1;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** B: where the commit record begins. C: where it ends. */
    public long lsn() {
        return BigEndian.i64(bytes, at);
    }

    /** B: microseconds since 1970. */
    public long commitTime() {
        return BigEndian.i64(bytes, at + 8);
    }

    /** R and every change of a row: the relation's number in this batch. */
    public int relation() {
        return BigEndian.u16(bytes, at);
    }

    /** R: where the relation's description begins. */
    public int description() {
        return at + 6;
    }

    /** R: where the relation's description ends. */
    public int end() {
        return next;
    }

    /** The only tuple, or the old one of K and O. */
    public int tuple() {
        return at + 2;
    }

    /** The new tuple of K and O. */
    public int newTuple() {
        return newTuple;
    }

    /** T: whether sequences begin again. */
    public boolean restartsIdentity() {
        return (bytes[at] & 2) != 0;
    }

    /** T: how many relations. */
    public int truncated() {
        return BigEndian.u16(bytes, at + 1);
    }

    /** T: number of one of the relations. */
    public int truncated(int index) {
        return BigEndian.u16(bytes, at + 3 + 2 * index);
    }

    /** M: whether it is a marker, else a heartbeat. */
    public boolean isMarker() {
        return bytes[at] == 1;
    }

    /** M: its number. */
    public int number() {
        return BigEndian.i32(bytes, at + 1);
    }
}
