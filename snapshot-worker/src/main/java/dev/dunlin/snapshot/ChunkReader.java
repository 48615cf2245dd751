package dev.dunlin.snapshot;

import dev.dunlin.postgres.CopyStatements;
import dev.dunlin.postgres.CopyStream;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.TableShape;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Streams one chunk's raw COPY bytes; rows are counted by the server, never parsed. */
final class ChunkReader {

    private final SnapshotSession session;
    private final BooleanSupplier cancelled;

    ChunkReader(SnapshotSession session, BooleanSupplier cancelled) {
        this.session = session;
        this.cancelled = cancelled;
    }

    /** Reads a chunk to its end and returns the number of its rows. */
    long read(TableShape shape, ChunkRange range, CopyStream.Receiver receiver)
            throws SQLException {
        String sql = CopyStatements.copyOut(shape, range, session.conditionOf(shape.name()));
        return CopyStream.readBytes(session.connection(), sql, cancelled, receiver);
    }
}
