package dev.dunlin.sink.apply;

import java.util.Arrays;

/**
 * The changes of a group in the order of the source, each a reference into a batch. This is what is
 * applied row by row when doing it set by set fails.
 *
 * <p>Kinds: {@code I}nsert, {@code U}pdate and {@code D}elete of the row with the tuple's key,
 * {@code K} update of the row with the old tuple's key, {@code O} and {@code E} update and delete
 * of one row that equals the old tuple, {@code T} truncate.
 */
final class ChangeLog {

    private byte[] kinds = new byte[1024];
    private TargetTable[] tables = new TargetTable[1024];
    private byte[][] bytes = new byte[1024][];
    private int[] tuples = new int[1024];
    private int[] newTuples = new int[1024];
    private int size;

    private int[] starts = new int[64];
    private long[] lsns = new long[64];
    private int transactions;

    /** The changes that follow are of the transaction whose commit record begins here. */
    void transaction(long commitLsn) {
        if (transactions == starts.length) {
            starts = Arrays.copyOf(starts, 2 * transactions);
            lsns = Arrays.copyOf(lsns, 2 * transactions);
        }
        starts[transactions] = size;
        lsns[transactions++] = commitLsn;
    }

    /** Adds a change; its number. */
    int add(byte kind, TargetTable table, byte[] from, int tuple, int newTuple) {
        if (size == kinds.length) {
            grow(2 * size);
        }
        kinds[size] = kind;
        tables[size] = table;
        bytes[size] = from;
        tuples[size] = tuple;
        newTuples[size] = newTuple;
        return size++;
    }

    private void grow(int capacity) {
        kinds = Arrays.copyOf(kinds, capacity);
        tables = Arrays.copyOf(tables, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        tuples = Arrays.copyOf(tuples, capacity);
        newTuples = Arrays.copyOf(newTuples, capacity);
    }

    int size() {
        return size;
    }

    byte kind(int change) {
        return kinds[change];
    }

    TargetTable table(int change) {
        return tables[change];
    }

    byte[] bytes(int change) {
        return bytes[change];
    }

    /** The only tuple, or the old one of K and O. */
    int tuple(int change) {
        return tuples[change];
    }

    /** The tuple with the values to write. */
    int newTuple(int change) {
        return newTuples[change];
    }

    /** Where the change's transaction was committed on the source. */
    long lsn(int change) {
        int found = Arrays.binarySearch(starts, 0, transactions, change);
        int place = found >= 0 ? found : -found - 2;
        while (place + 1 < transactions && starts[place + 1] == change) {
            place++;
        }
        return place < 0 ? 0 : lsns[place];
    }
}
