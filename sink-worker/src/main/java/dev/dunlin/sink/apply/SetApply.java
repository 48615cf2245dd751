package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies compacted rows of a table: deletes, then updates, then inserts, each as one statement.
 *
 * <p>An update that exchanges values of a unique key between rows is refused at the first of them.
 * Rows can be replaced instead: when all of them are gone nothing is left to clash with, since what
 * the rows come to is what the source had.
 */
final class SetApply implements AutoCloseable {

    /** Each is held by the server too. */
    private static final int MOST_STATEMENTS = 1_000;

    private static final byte[] SET = {'t'};

    private final Connection connection;
    private final CopyText copy;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<TextArray> arrays = new ArrayList<>();

    SetApply(Connection connection) {
        this.connection = connection;
        this.copy = new CopyText(connection);
    }

    void apply(TargetTable table, CompactRows rows, boolean replaces) throws SQLException {
        int[] deleted = RowOrder.of(table, rows, (byte) 'D');
        if (deleted.length > 0) {
            run(table, rows, deleted, SetStatements.keyColumns(table), true);
        }
        int[] updated = RowOrder.of(table, rows, (byte) 'U');
        if (!replaces) {
            update(table, rows, updated);
        } else if (updated.length > 0) {
            replace(table, rows, updated);
        }
        int[] inserted = RowOrder.of(table, rows, (byte) 'I');
        if (inserted.length > 0) {
            long taken = copy.insert(table, new Inserted(rows, inserted));
            MismatchException.require(table, "COPY", inserted.length, taken);
        }
    }

    /** Inserts changes of the log as they come. */
    void insert(TargetTable table, ChangeLog log, int[] changes, int from, int to)
            throws SQLException {
        long taken =
                copy.insert(
                        table,
                        new CopyText.Tuples() {
                            @Override
                            public int count() {
                                return to - from;
                            }

                            @Override
                            public byte[] bytes(int row) {
                                return log.bytes(changes[from + row]);
                            }

                            @Override
                            public int tuple(int row) {
                                return log.tuple(changes[from + row]);
                            }
                        });
        MismatchException.require(table, "COPY", to - from, taken);
    }

    /** Rows that are inserted, by their places. */
    private static final class Inserted implements CopyText.Tuples {

        private final CompactRows rows;
        private final int[] places;

        Inserted(CompactRows rows, int[] places) {
            this.rows = rows;
            this.places = places;
        }

        @Override
        public int count() {
            return places.length;
        }

        @Override
        public byte[] bytes(int row) {
            return rows.bytes(places[row]);
        }

        @Override
        public int tuple(int row) {
            return rows.tuple(places[row]);
        }
    }

    /** One statement for each set of columns that did not change. */
    private void update(TargetTable table, CompactRows rows, int[] places) throws SQLException {
        BitSet all = new BitSet();
        all.set(0, table.columns().size());
        int whole = 0;
        Map<BitSet, List<Integer>> partial = new LinkedHashMap<>();
        for (int place : places) {
            if (Tuple.hasUnchanged(rows.bytes(place), rows.tuple(place))) {
                BitSet used = present(rows.bytes(place), rows.tuple(place));
                partial.computeIfAbsent(used, _ -> new ArrayList<>()).add(place);
            } else {
                places[whole++] = place;
            }
        }
        if (whole > 0) {
            int[] chosen = new int[whole];
            System.arraycopy(places, 0, chosen, 0, whole);
            run(table, rows, chosen, all, false);
        }
        for (Map.Entry<BitSet, List<Integer>> group : partial.entrySet()) {
            int[] chosen = group.getValue().stream().mapToInt(Integer::intValue).toArray();
            run(table, rows, chosen, group.getKey(), false);
        }
    }

    /** One statement: a value that one row gives up may be taken by any other. */
    private void replace(TargetTable table, CompactRows rows, int[] places) throws SQLException {
        int columns = table.columns().size();
        BitSet kept = new BitSet();
        for (int place : places) {
            BitSet missing = present(rows.bytes(place), rows.tuple(place));
            missing.flip(0, columns);
            kept.or(missing);
        }
        List<TextArray> values = arrays(columns + kept.cardinality());
        values.forEach(array -> array.begin(places.length));
        for (int place : places) {
            byte[] bytes = rows.bytes(place);
            int at = Tuple.first(rows.tuple(place));
            int flag = columns;
            for (int column = 0; column < columns; column++) {
                add(bytes, at, values.get(column));
                if (kept.get(column)) {
                    addFlag(bytes[at] == Tuple.UNCHANGED, values.get(flag++));
                }
                at = Tuple.after(bytes, at);
            }
        }
        execute(table, SetStatements.replace(table, kept), values, places.length);
    }

    private static void addFlag(boolean set, TextArray array) {
        if (set) {
            array.add(SET, 0, SET.length);
        } else {
            array.addNull();
        }
    }

    private static BitSet present(byte[] bytes, int tuple) {
        BitSet present = new BitSet();
        int at = Tuple.first(tuple);
        for (int column = 0; column < Tuple.columns(bytes, tuple); column++) {
            present.set(column, bytes[at] != Tuple.UNCHANGED);
            at = Tuple.after(bytes, at);
        }
        return present;
    }

    private void run(TargetTable table, CompactRows rows, int[] places, BitSet used, boolean delete)
            throws SQLException {
        List<TextArray> values = arrays(used.cardinality());
        values.forEach(array -> array.begin(places.length));
        for (int place : places) {
            if (delete) {
                addKey(table, rows.bytes(place), rows.tuple(place), values);
            } else {
                addValues(rows.bytes(place), rows.tuple(place), used, values);
            }
        }
        String sql = delete ? SetStatements.delete(table) : SetStatements.update(table, used);
        execute(table, sql, values, places.length);
    }

    private void execute(TargetTable table, String sql, List<TextArray> values, int expected)
            throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() == MOST_STATEMENTS) {
                close();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        long hit = statement.executeUpdate();
        boolean large = false;
        for (TextArray array : values) {
            large |= array.release();
        }
        if (large) {
            statement.clearParameters();
        }
        MismatchException.require(table, sql.substring(0, sql.indexOf(' ')), expected, hit);
    }

    private List<TextArray> arrays(int count) {
        while (arrays.size() < count) {
            arrays.add(new TextArray());
        }
        return arrays.subList(0, count);
    }

    private static void addKey(TargetTable table, byte[] bytes, int tuple, List<TextArray> values) {
        for (int i = 0; i < values.size(); i++) {
            add(bytes, table.keyValue(bytes, tuple, i), values.get(i));
        }
    }

    private static void addValues(byte[] bytes, int tuple, BitSet used, List<TextArray> values) {
        int at = Tuple.first(tuple);
        int columns = Tuple.columns(bytes, tuple);
        int next = 0;
        for (int column = 0; column < columns; column++) {
            if (used.get(column)) {
                add(bytes, at, values.get(next++));
            }
            at = Tuple.after(bytes, at);
        }
    }

    private static void add(byte[] bytes, int value, TextArray array) {
        if (bytes[value] == Tuple.TEXT) {
            array.add(bytes, Tuple.textStart(value), Tuple.textLength(bytes, value));
        } else {
            array.addNull();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }
}
