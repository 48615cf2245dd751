package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import dev.dunlin.protocol.TableName;
import java.util.Arrays;
import java.util.List;

/**
 * A table of the target, its columns in the order of the source's tuples.
 *
 * <p>Tuples come in two forms: with all columns, or an old one with the identity's only. Methods
 * that look for key columns tell them apart by their number of columns.
 */
final class TargetTable {

    private final TableName name;
    private final boolean partitioned;
    private final List<Column> columns;
    private final int[] wholeKey;
    private final int[] shortKey;
    private final boolean compacts;

    /**
     * A table.
     *
     * @param wholeKey places of the key columns; empty for a table without a key
     * @param shortKey their places among the identity's columns
     */
    TargetTable(
            TableName name,
            boolean partitioned,
            List<Column> columns,
            int[] wholeKey,
            int[] shortKey) {
        this.name = name;
        this.partitioned = partitioned;
        this.columns = List.copyOf(columns);
        this.wholeKey = wholeKey.clone();
        this.shortKey = shortKey.clone();
        boolean textual = wholeKey.length > 0;
        for (int key : wholeKey) {
            textual &= columns.get(key).textIsIdentity();
        }
        this.compacts = textual;
    }

    /**
     * A column.
     *
     * @param type as format_type writes it
     * @param textIsIdentity whether two values are equal exactly when their texts are
     * @param integer whether its text is that of a 64-bit number
     * @param always whether PostgreSQL refuses to update it: GENERATED ALWAYS AS IDENTITY
     */
    record Column(
            String name, String type, boolean textIsIdentity, boolean integer, boolean always) {

        String quoted() {
            return TableName.quote(name);
        }

        /**
         * The value that an expression of type text stands for. A cast of text reads a type's own
         * form, but for regclass: there it knows neither numbers nor the dash for none.
         */
        String value(String text) {
            return type.equals("regclass")
                    ? "pg_catalog.regclassin((" + text + ")::cstring)"
                    : text + "::" + type;
        }
    }

    TableName name() {
        return name;
    }

    /** The table alone, without those that inherit from it. */
    String alone() {
        return partitioned ? name.quoted() : "ONLY " + name.quoted();
    }

    boolean partitioned() {
        return partitioned;
    }

    List<Column> columns() {
        return columns;
    }

    /** Places of the key columns in a whole tuple. */
    int[] key() {
        return wholeKey.clone();
    }

    boolean hasKey() {
        return wholeKey.length > 0;
    }

    /** Whether changes of one row may be recognized by the text of its key. */
    boolean compacts() {
        return compacts;
    }

    boolean isKey(int column) {
        for (int key : wholeKey) {
            if (key == column) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows are best sorted by their first key column. */
    boolean sortsByNumber() {
        return hasKey() && columns.get(wholeKey[0]).integer();
    }

    /** Whether an update may have to replace the row. */
    boolean hasAlways() {
        return columns.stream().anyMatch(Column::always);
    }

    /** Place of a key column's value in a tuple of either form. */
    int keyValue(byte[] bytes, int tuple, int number) {
        return Tuple.value(bytes, tuple, keyPlaces(bytes, tuple)[number]);
    }

    int keyHash(byte[] bytes, int tuple) {
        int hash = 0;
        int at = Tuple.first(tuple);
        int column = 0;
        for (int key : keyPlaces(bytes, tuple)) {
            if (key < column) {
                at = Tuple.first(tuple);
                column = 0;
            }
            for (; column < key; column++) {
                at = Tuple.after(bytes, at);
            }
            int end = Tuple.after(bytes, at);
            for (int i = at; i < end; i++) {
                hash = 31 * hash + bytes[i];
            }
        }
        hash *= 0x9E3779B1;
        return hash ^ (hash >>> 15);
    }

    boolean keyEquals(byte[] left, int leftTuple, byte[] right, int rightTuple) {
        int[] leftKey = keyPlaces(left, leftTuple);
        int[] rightKey = keyPlaces(right, rightTuple);
        for (int i = 0; i < leftKey.length; i++) {
            int a = Tuple.value(left, leftTuple, leftKey[i]);
            int b = Tuple.value(right, rightTuple, rightKey[i]);
            if (!Arrays.equals(left, a, Tuple.after(left, a), right, b, Tuple.after(right, b))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every key column of the tuple has its value in it. */
    boolean keyIsWhole(byte[] bytes, int tuple) {
        for (int i = 0; i < wholeKey.length; i++) {
            if (bytes[keyValue(bytes, tuple, i)] != Tuple.TEXT) {
                return false;
            }
        }
        return true;
    }

    private int[] keyPlaces(byte[] bytes, int tuple) {
        return Tuple.columns(bytes, tuple) == columns.size() ? wholeKey : shortKey;
    }
}
