package dev.dunlin.messaging.changes;

import java.util.List;

/**
 * Gathers changes into a batch. Written for millions of calls a second: no object is made for a row
 * or a value. One thread at a time.
 *
 * <p>A row is {@link #row} with its relation, then its tuple or two: {@link #tuple} with the number
 * of columns, then {@link #text}, {@link #nothing} or {@link #unchanged} for each.
 */
public final class BatchEncoder {

    /** A batch ends with the first transaction that reaches this. */
    private static final int CUT_AT_COMMIT = 512 << 10;

    /** A batch ends within a transaction here. */
    private static final int CUT_INSIDE = 2 << 20;

    /** A larger buffer, needed for one large value, is not kept. */
    private static final int KEPT = 4 << 20;

    private static final int FIRST_CAPACITY = 64 << 10;

    private final GrowingBytes out = new GrowingBytes(FIRST_CAPACITY);

    private long commitLsn;
    private long commitTime;
    private int xid;
    private boolean open;

    private long batch;
    private int relations;
    private boolean beginsInside;
    private long end;
    private long endTime;
    private int changes;
    private int transactions;

    public BatchEncoder() {
        out.reset(PieceHeader.BYTES, KEPT);
    }

    /**
     * A transaction begins; it leaves nothing unless something comes of it.
     *
     * @param time when it was committed, in microseconds since 1970
     */
    public void begin(long lsn, long time, int transaction) {
        commitLsn = lsn;
        commitTime = time;
        xid = transaction;
        open = false;
    }

    /** The transaction is committed. */
    public void commit(long endLsn) {
        if (!open) {
            return;
        }
        out.u8('C');
        out.i64(endLsn);
        open = false;
        end = endLsn;
        endTime = commitTime;
        transactions++;
    }

    /** A change of a row: {@code I}, {@code U}, {@code K}, {@code O}, {@code D} or {@code E}. */
    public void row(char operation, EncodedRelation relation) {
        open();
        int index = index(relation);
        out.u8(operation);
        out.u16(index);
        changes++;
    }

    /** A tuple follows. */
    public void tuple(int columns) {
        out.u16(columns);
    }

    /** A column that is NULL. */
    public void nothing() {
        out.u8('n');
    }

    /** A column that was stored out of line and did not change. */
    public void unchanged() {
        out.u8('u');
    }

    /** A column as the server writes it. */
    public void text(String value) {
        out.u8('t');
        out.text(value);
    }

    /**
     * Columns that are encoded already: pgoutput's form of them is ours. A whole tuple, when it
     * begins with its number of columns.
     */
    public void encoded(byte[] bytes, int offset, int length) {
        out.raw(bytes, offset, length);
    }

    /** Tables were emptied together; options are those of the format. */
    public void truncate(int options, List<EncodedRelation> tables) {
        open();
        int[] indexes = new int[tables.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = index(tables.get(i));
        }
        out.u8('T');
        out.u8(options);
        out.u16(indexes.length);
        for (int index : indexes) {
            out.u16(index);
        }
        changes++;
    }

    /** A heartbeat of Dunlin's own. */
    public void heartbeat(int number) {
        message(0, number);
    }

    /** A marker of Dunlin's own. */
    public void marker(int number) {
        message(1, number);
    }

    /** Whether the batch should be sent now, after a COMMIT or in between. */
    public boolean full() {
        return out.size() >= (open ? CUT_INSIDE : CUT_AT_COMMIT);
    }

    /** Whether there is nothing to send. */
    public boolean empty() {
        return out.size() == PieceHeader.BYTES;
    }

    /** Whether a transaction is written of which the end is not. */
    public boolean insideTransaction() {
        return open;
    }

    /** What was gathered; the next batch begins. */
    EncodedBatch take() {
        int flags =
                (beginsInside ? PieceHeader.BEGINS_INSIDE : 0)
                        | (open ? PieceHeader.ENDS_INSIDE : 0);
        EncodedBatch.End last = new EncodedBatch.End(end, endTime, transactions);
        int length = out.size();
        EncodedBatch taken = new EncodedBatch(out.give(KEPT), length, flags, last, changes);
        out.reset(PieceHeader.BYTES, KEPT);
        batch++;
        relations = 0;
        beginsInside = open;
        end = 0;
        changes = 0;
        transactions = 0;
        return taken;
    }

    private void message(int kind, int number) {
        open();
        out.u8('M');
        out.u8(kind);
        out.i32(number);
    }

    private void open() {
        if (open) {
            return;
        }
        open = true;
        out.u8('B');
        out.i64(commitLsn);
        out.i64(commitTime);
        out.i32(xid);
    }

    /** The relation's index in this batch, which describes it first when it has not yet. */
    private int index(EncodedRelation relation) {
        if (relation.batch != batch) {
            if (relations > 0xffff) {
                throw new IllegalStateException("more than 65536 relations in a batch");
            }
            relation.batch = batch;
            relation.index = relations++;
            out.u8('R');
            out.u16(relation.index);
            out.i32(relation.bytes.length);
            out.raw(relation.bytes, 0, relation.bytes.length);
        }
        return relation.index;
    }
}
