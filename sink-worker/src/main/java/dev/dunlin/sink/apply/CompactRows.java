package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import java.util.Arrays;

/**
 * Changes of one table's rows, one for each key: what several changes of a row come to. Made for a
 * table whose keys are told apart by their text.
 */
final class CompactRows {

    /** Operation of a row that came and went within the group. */
    static final byte NOTHING = '0';

    private final TargetTable table;
    private byte[] operations = new byte[256];
    private byte[][] bytes = new byte[256][];
    private int[] tuples = new int[256];
    private int[] hashes = new int[256];
    private int size;
    private int[] slots = new int[1024];

    CompactRows(TargetTable table) {
        this.table = table;
    }

    int size() {
        return size;
    }

    /** {@code I}, {@code U}, {@code D} or {@link #NOTHING}. */
    byte operation(int row) {
        return operations[row];
    }

    byte[] bytes(int row) {
        return bytes[row];
    }

    int tuple(int row) {
        return tuples[row];
    }

    /**
     * Adds a change.
     *
     * @return false when it cannot follow what was added for the same key, so that only the rows
     *     themselves can tell what is wrong
     */
    boolean add(byte operation, byte[] from, int tuple) {
        int hash = table.keyHash(from, tuple);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int row = slots[slot] - 1;
            if (hashes[row] == hash && table.keyEquals(bytes[row], tuples[row], from, tuple)) {
                return follow(row, operation, from, tuple);
            }
            slot = (slot + 1) & mask;
        }
        if (size == operations.length) {
            grow(2 * size);
        }
        hashes[size] = hash;
        set(size++, operation, from, tuple);
        slots[slot] = size;
        if (2 * size > slots.length) {
            rehash(2 * slots.length);
        }
        return true;
    }

    private boolean follow(int row, byte operation, byte[] from, int tuple) {
        byte before = operations[row];
        boolean gone = before == 'D' || before == NOTHING;
        if (gone != (operation == 'I')) {
            return false;
        }
        switch (operation) {
            case 'I' -> set(row, before == 'D' ? (byte) 'U' : (byte) 'I', from, tuple);
            case 'D' -> set(row, before == 'I' ? NOTHING : (byte) 'D', from, tuple);
            default -> update(row, from, tuple);
        }
        return true;
    }

    /** What an update leaves out it takes from the change before. */
    private void update(int row, byte[] from, int tuple) {
        if (Tuple.hasUnchanged(from, tuple)) {
            set(row, operations[row], merged(bytes[row], tuples[row], from, tuple), 0);
        } else {
            set(row, operations[row], from, tuple);
        }
    }

    private static byte[] merged(byte[] old, int oldTuple, byte[] from, int tuple) {
        int oldEnd = Tuple.end(old, oldTuple);
        int end = Tuple.end(from, tuple);
        byte[] merged = new byte[oldEnd - oldTuple + end - tuple];
        System.arraycopy(from, tuple, merged, 0, 2);
        int to = 2;
        int oldAt = Tuple.first(oldTuple);
        int at = Tuple.first(tuple);
        while (at < end) {
            int oldNext = Tuple.after(old, oldAt);
            int next = Tuple.after(from, at);
            boolean keep = from[at] == Tuple.UNCHANGED;
            int length = keep ? oldNext - oldAt : next - at;
            System.arraycopy(keep ? old : from, keep ? oldAt : at, merged, to, length);
            to += length;
            oldAt = oldNext;
            at = next;
        }
        return Arrays.copyOf(merged, to);
    }

    private void set(int row, byte operation, byte[] from, int tuple) {
        operations[row] = operation;
        bytes[row] = from;
        tuples[row] = tuple;
    }

    private void grow(int capacity) {
        operations = Arrays.copyOf(operations, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        tuples = Arrays.copyOf(tuples, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
    }

    private void rehash(int capacity) {
        slots = new int[capacity];
        for (int row = 0; row < size; row++) {
            int slot = hashes[row] & (capacity - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (capacity - 1);
            }
            slots[slot] = row + 1;
        }
    }
}
