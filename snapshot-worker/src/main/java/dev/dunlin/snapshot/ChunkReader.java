package dev.dunlin.snapshot;

import dev.dunlin.postgres.CopyStatements;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.TableShape;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Streams one chunk's raw COPY bytes; rows are counted by the server, never parsed. */
final class ChunkReader {

    /** Messages between two looks at whether the work was cancelled. */
    private static final int CANCEL_CHECK = 1 << 14;

    private final SnapshotSession session;
    private final BooleanSupplier cancelled;

    ChunkReader(SnapshotSession session, BooleanSupplier cancelled) {
        this.session = session;
        this.cancelled = cancelled;
    }

    /** Takes pieces of the stream, in order; the array is the receiver's. */
    @FunctionalInterface
    interface Receiver {
        void take(byte[] bytes);
    }

    /** Reads a chunk to its end and returns the number of its rows. */
    long read(TableShape shape, ChunkRange range, Receiver receiver) throws SQLException {
        String sql = CopyStatements.copyOut(shape, range, session.conditionOf(shape.name()));
        CopyOut copy = session.connection().unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        boolean finished = false;
        try {
            int untilCheck = CANCEL_CHECK;
            for (byte[] message = copy.readFromCopy();
                    message != null;
                    message = copy.readFromCopy()) {
                receiver.take(message);
                if (--untilCheck == 0) {
                    untilCheck = CANCEL_CHECK;
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException("reading " + shape.name());
                    }
                }
            }
            finished = true;
            return copy.getHandledRowCount();
        } finally {
            if (!finished && copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
