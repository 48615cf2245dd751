package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Inserts rows by COPY in its text format, from where they lie in a batch. */
final class CopyText {

    private static final int FLUSH = 1 << 18;

    /** Twice as large when every byte of it is escaped. */
    private static final int SLICE = FLUSH / 2 - 16;

    private final Connection connection;
    private final byte[] buffer = new byte[2 * FLUSH];
    private int size;

    CopyText(Connection connection) {
        this.connection = connection;
    }

    /** The rows to insert, by their place in the order. */
    interface Tuples {
        int count();

        byte[] bytes(int row);

        int tuple(int row);
    }

    /** Inserts all rows; how many the server took. */
    long insert(TargetTable table, Tuples rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement(table));
        try {
            size = 0;
            for (int row = 0; row < rows.count(); row++) {
                append(copy, rows.bytes(row), rows.tuple(row));
            }
            flush(copy);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static String statement(TargetTable table) {
        String columns =
                table.columns().stream()
                        .map(TargetTable.Column::quoted)
                        .collect(Collectors.joining(", ", " (", ")"));
        TableName name = table.name();
        return "COPY " + name.quoted() + (table.columns().isEmpty() ? "" : columns) + " FROM STDIN";
    }

    private void flush(CopyIn copy) throws SQLException {
        if (size > 0) {
            copy.writeToCopy(buffer, 0, size);
            size = 0;
        }
    }

    private void append(CopyIn copy, byte[] bytes, int tuple) throws SQLException {
        int columns = Tuple.columns(bytes, tuple);
        int at = Tuple.first(tuple);
        for (int column = 0; column < columns; column++) {
            if (column > 0) {
                put('\t');
            }
            if (bytes[at] == Tuple.TEXT) {
                text(copy, bytes, Tuple.textStart(at), Tuple.textLength(bytes, at));
            } else {
                put('\\');
                put('N');
            }
            at = Tuple.after(bytes, at);
            room(copy);
        }
        put('\n');
        room(copy);
    }

    private void put(char ascii) {
        buffer[size++] = (byte) ascii;
    }

    /** Sends what is gathered, so that there is room for a slice and what stands between two. */
    private void room(CopyIn copy) throws SQLException {
        if (size >= FLUSH) {
            flush(copy);
        }
    }

    /** A value slice by slice: however large, it takes no memory of its own. */
    private void text(CopyIn copy, byte[] bytes, int start, int length) throws SQLException {
        int end = start + length;
        int from = start;
        while (from < end) {
            room(copy);
            int to = Math.min(end, from + SLICE);
            slice(bytes, from, to);
            from = to;
        }
    }

    private void slice(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && !special(bytes[at])) {
            at++;
        }
        System.arraycopy(bytes, start, buffer, size, at - start);
        size += at - start;
        while (at < end) {
            byte value = bytes[at++];
            if (special(value)) {
                buffer[size++] = '\\';
                buffer[size++] = letter(value);
            } else {
                buffer[size++] = value;
            }
        }
    }

    private static boolean special(byte value) {
        return value == '\\' || value == '\n' || value == '\r' || value == '\t';
    }

    private static byte letter(byte value) {
        return switch (value) {
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> value;
        };
    }
}
