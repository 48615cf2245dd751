package dev.dunlin.sink.apply;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The text of statements that change many rows of a table at once. Values come as one text[] for
 * each column used, cast where they meet the column.
 */
final class SetStatements {

    private SetStatements() {}

    /** Deletes the rows with these keys. */
    static String delete(TargetTable table) {
        BitSet used = keyColumns(table);
        return "DELETE FROM %s AS t USING %s WHERE %s"
                .formatted(table.alone(), unnest(used), conditions(table, used));
    }

    /**
     * Updates rows; a column that PostgreSQL refuses to update must have its value already.
     *
     * @param used columns that have values, the key's among them
     */
    static String update(TargetTable table, BitSet used) {
        List<String> sets = new ArrayList<>();
        used.stream()
                .filter(column -> !table.isKey(column) && !column(table, column).always())
                .forEach(
                        column ->
                                sets.add(
                                        column(table, column).quoted()
                                                + " = "
                                                + value(table, column)));
        if (sets.isEmpty()) {
            // A table of nothing but its key: it is enough that the row is there.
            int key = table.key()[0];
            sets.add(column(table, key).quoted() + " = t." + column(table, key).quoted());
        }
        return "UPDATE %s AS t SET %s FROM %s WHERE %s"
                .formatted(
                        table.alone(),
                        String.join(", ", sets),
                        unnest(used),
                        conditions(table, used));
    }

    /** The columns of the key. */
    static BitSet keyColumns(TargetTable table) {
        BitSet key = new BitSet();
        for (int column : table.key()) {
            key.set(column);
        }
        return key;
    }

    private static String unnest(BitSet used) {
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        used.stream()
                .forEach(
                        column -> {
                            arrays.add("?::text[]");
                            names.add("c" + column);
                        });
        return "unnest(%s) AS u (%s)"
                .formatted(String.join(", ", arrays), String.join(", ", names));
    }

    private static String conditions(TargetTable table, BitSet used) {
        List<String> conditions = new ArrayList<>();
        used.stream()
                .forEach(
                        column -> {
                            String name = "t." + column(table, column).quoted();
                            if (table.isKey(column)) {
                                conditions.add(name + " = " + value(table, column));
                            } else if (column(table, column).always()) {
                                conditions.add(
                                        name + " IS NOT DISTINCT FROM " + value(table, column));
                            }
                        });
        return String.join(" AND ", conditions);
    }

    private static String value(TargetTable table, int column) {
        return "u.c" + column + "::" + column(table, column).type();
    }

    private static TargetTable.Column column(TargetTable table, int column) {
        return table.columns().get(column);
    }
}
