package dev.dunlin.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Runs a {@code COPY … TO STDOUT} and hands its messages on as they come: one for each row. */
public final class CopyStream {

    /** Messages between two looks at whether the work was cancelled. */
    private static final int CANCEL_CHECK = 1 << 14;

    private CopyStream() {}

    /**
     * Takes a message: one row. In binary the first one begins with the header, and one more that
     * is no row ends the stream. The array is the receiver's.
     */
    @FunctionalInterface
    public interface Receiver {
        void take(byte[] message);
    }

    /**
     * Reads to the end and returns the number of rows as the server counted them.
     *
     * @throws CancellationException when cancelled; close the connection then, since the server may
     *     get word of it late and end the next statement instead
     */
    public static long read(
            Connection connection, String sql, BooleanSupplier cancelled, Receiver receiver)
            throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        try {
            int untilCheck = CANCEL_CHECK;
            byte[] message = copy.readFromCopy();
            while (message != null) {
                receiver.take(message);
                if (--untilCheck == 0) {
                    untilCheck = CANCEL_CHECK;
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
