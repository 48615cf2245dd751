package dev.dunlin.sink.apply;

import java.util.Arrays;
import java.util.List;

/** A part of a group that is applied before the next one of the same table. */
sealed interface Step {

    /** Rows of one table, compacted: deletes, updates and inserts in this order. */
    record Rows(TargetTable table, CompactRows rows) implements Step {}

    /** Changes of one table that must keep their order. */
    final class Ordered implements Step {

        private final TargetTable table;
        private int[] changes = new int[16];
        private int size;

        Ordered(TargetTable table) {
            this.table = table;
        }

        TargetTable table() {
            return table;
        }

        void add(int change) {
            if (size == changes.length) {
                changes = Arrays.copyOf(changes, 2 * size);
            }
            changes[size++] = change;
        }

        /** Their numbers in the log. */
        int[] changes() {
            return Arrays.copyOf(changes, size);
        }
    }

    /** Tables emptied together. */
    record Truncate(List<TargetTable> tables, boolean restartIdentity) implements Step {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }
}
