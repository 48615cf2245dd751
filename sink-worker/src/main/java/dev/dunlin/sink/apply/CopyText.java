package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Inserts rows by COPY in its text format, from where they lie in a batch. */
final class CopyText {

    private static final int FLUSH = 1 << 18;

    private final Connection connection;
    private byte[] buffer = new byte[2 * FLUSH];
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
                append(rows.bytes(row), rows.tuple(row));
                if (size >= FLUSH) {
                    flush(copy);
                }
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
        if (buffer.length > 16 * FLUSH) {
            buffer = new byte[2 * FLUSH];
        }
    }

    private void append(byte[] bytes, int tuple) {
        int columns = Tuple.columns(bytes, tuple);
        int at = Tuple.first(tuple);
        for (int column = 0; column < columns; column++) {
            if (column > 0) {
                put('\t');
            }
            if (bytes[at] == Tuple.TEXT) {
                text(bytes, Tuple.textStart(at), Tuple.textLength(bytes, at));
            } else {
                put('\\');
                put('N');
            }
            at = Tuple.after(bytes, at);
        }
        put('\n');
    }

    private void put(char ascii) {
        need(1);
        buffer[size++] = (byte) ascii;
    }

    private void text(byte[] bytes, int start, int length) {
        int end = start + length;
        int at = start;
        while (at < end && !special(bytes[at])) {
            at++;
        }
        need(length);
        System.arraycopy(bytes, start, buffer, size, at - start);
        size += at - start;
        if (at < end) {
            escaped(bytes, at, end);
        }
    }

    private void escaped(byte[] bytes, int start, int end) {
        need(2 * (end - start));
        for (int at = start; at < end; at++) {
            byte value = bytes[at];
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

    private void need(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
        }
    }
}
