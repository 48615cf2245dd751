package dev.dunlin.sink.apply;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

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

    /**
     * Deletes rows and inserts them as they are now. Sorting reads all that is deleted before it
     * gives away the first row, so that nothing is inserted too early.
     *
     * @param kept columns that some rows keep; behind the columns' values each has an array that is
     *     not null for those rows
     */
    static String replace(TargetTable table, BitSet kept) {
        BitSet all = new BitSet();
        all.set(0, table.columns().size());
        List<String> returned = new ArrayList<>(List.of("u.*"));
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String value = value("gone", table, column);
            names.add(column(table, column).quoted());
            if (kept.get(column)) {
                returned.add("t." + column(table, column).quoted() + " AS o" + column);
                values.add(
                        "CASE WHEN gone.k%1$d IS NULL THEN %2$s ELSE gone.o%1$d END"
                                .formatted(column, value));
            } else {
                values.add(value);
            }
            if (table.isKey(column)) {
                order.add(value);
            }
        }
        return ("WITH gone AS (DELETE FROM %s AS t USING %s WHERE %s RETURNING %s) INSERT INTO %s"
                        + " (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM gone ORDER BY %s")
                .formatted(
                        table.alone(),
                        unnest(all, kept),
                        keyConditions(table),
                        String.join(", ", returned),
                        table.name().quoted(),
                        String.join(", ", names),
                        String.join(", ", values),
                        String.join(", ", order));
    }

    private static String keyConditions(TargetTable table) {
        return keyColumns(table).stream()
                .mapToObj(
                        column ->
                                "t."
                                        + column(table, column).quoted()
                                        + " = "
                                        + value(table, column))
                .collect(Collectors.joining(" AND "));
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
        return unnest(used, new BitSet());
    }

    private static String unnest(BitSet used, BitSet kept) {
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        used.stream()
                .forEach(
                        column -> {
                            arrays.add("?::text[]");
                            names.add("c" + column);
                        });
        kept.stream()
                .forEach(
                        column -> {
                            arrays.add("?::text[]");
                            names.add("k" + column);
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
        return value("u", table, column);
    }

    private static String value(String from, TargetTable table, int column) {
        return column(table, column).value(from + ".c" + column);
    }

    private static TargetTable.Column column(TargetTable table, int column) {
        return table.columns().get(column);
    }
}
