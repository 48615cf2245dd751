package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import java.util.Arrays;

/**
 * Chooses the rows of an operation, sorted by key where that is a number: pages are then met once.
 */
final class RowOrder {

    private static final int PLACE_BITS = 20;
    private static final long FARTHEST = 1L << (62 - PLACE_BITS);

    private RowOrder() {}

    /** Places of all rows with this operation. */
    static int[] of(TargetTable table, CompactRows rows, byte operation) {
        int[] places = new int[rows.size()];
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.operation(row) == operation) {
                places[count++] = row;
            }
        }
        int[] chosen = Arrays.copyOf(places, count);
        boolean fits = count > 1 && rows.size() < 1 << PLACE_BITS;
        return fits && table.sortsByNumber() ? sorted(table, rows, chosen) : chosen;
    }

    private static int[] sorted(TargetTable table, CompactRows rows, int[] places) {
        long[] keys = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            byte[] bytes = rows.bytes(places[i]);
            int value = table.keyValue(bytes, rows.tuple(places[i]), 0);
            long key = bytes[value] == Tuple.TEXT ? number(bytes, value) : FARTHEST;
            if (key >= FARTHEST || key <= -FARTHEST) {
                return places;
            }
            keys[i] = key << PLACE_BITS | places[i];
        }
        Arrays.sort(keys);
        int[] sorted = new int[places.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (int) (keys[i] & ((1 << PLACE_BITS) - 1));
        }
        return sorted;
    }

    private static long number(byte[] bytes, int value) {
        int at = Tuple.textStart(value);
        int end = at + Tuple.textLength(bytes, value);
        boolean negative = bytes[at] == '-';
        long number = 0;
        for (int i = negative ? at + 1 : at; i < end; i++) {
            number = 10 * number + (bytes[i] - '0');
        }
        return negative ? -number : number;
    }
}
