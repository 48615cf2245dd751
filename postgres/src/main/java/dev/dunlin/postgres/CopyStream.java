package dev.dunlin.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Runs a {@code COPY … TO STDOUT} and hands on what it gives. */
public final class CopyStream {

    /** Bytes handed on between two looks at whether the work was cancelled. */
    private static final int BYTES_CHECK = 1 << 20;

    /** The same for rows, each of which is looked into. */
    private static final int ROWS_CHECK = 64 << 10;

    private CopyStream() {}

    /** Takes what came; the array is the receiver's. */
    @FunctionalInterface
    public interface Receiver {
        void take(byte[] message);
    }

    /**
     * Reads all bytes to the end, cut wherever they came so, and returns the number of rows as the
     * server counted them.
     *
     * @throws CancellationException as {@link #readRows}
     */
    public static long readBytes(
            Connection connection, String sql, BooleanSupplier cancelled, Receiver receiver)
            throws SQLException {
        CopyOut copy =
                ScopedValue.where(JoinedRowsInput.WANTED, true).call(() -> begin(connection, sql));
        return read(copy, cancelled, receiver, BYTES_CHECK);
    }

    /**
     * Reads row by row to the end and returns the number of rows as the server counted them. In
     * binary the first row begins with the header, and one more message that is no row ends the
     * stream.
     *
     * @throws CancellationException when cancelled; close the connection then, since the server may
     *     get word of it late and end the next statement instead
     */
    public static long readRows(
            Connection connection, String sql, BooleanSupplier cancelled, Receiver receiver)
            throws SQLException {
        return read(begin(connection, sql), cancelled, receiver, ROWS_CHECK);
    }

    private static CopyOut begin(Connection connection, String sql) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    }

    private static long read(
            CopyOut copy, BooleanSupplier cancelled, Receiver receiver, int checkBytes)
            throws SQLException {
        try {
            int untilCheck = checkBytes;
            byte[] message = copy.readFromCopy();
            while (message != null) {
                receiver.take(message);
                untilCheck -= message.length;
                if (untilCheck <= 0) {
                    untilCheck = checkBytes;
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException("cancelled while reading");
                    }
                }
                message = copy.readFromCopy();
            }
            return copy.getHandledRowCount();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
