package dev.dunlin.sink;

import dev.dunlin.messaging.ChunkAttempt;
import dev.dunlin.messaging.StreamChecksum;
import dev.dunlin.postgres.CopyStatements;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.protocol.ChunkCounts;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One attempt at a chunk, streaming into a COPY on a connection of its own. Either it commits, rows
 * and mark together, or nothing of it stays.
 */
final class OpenAttempt {

    private final ChunkAttempt attempt;
    private final long beginOffset;
    private final Connection connection;
    private final CopyIn copy;
    private final long began = System.nanoTime();
    private final StreamChecksum checksum = new StreamChecksum();
    private long bytes;
    private int nextSequence = 1;
    private long idleNanos;

    private OpenAttempt(
            ChunkAttempt attempt, long beginOffset, Connection connection, CopyIn copy) {
        this.attempt = attempt;
        this.beginOffset = beginOffset;
        this.connection = connection;
        this.copy = copy;
    }

    /** Starts the COPY; the connection is the attempt's until it ends. */
    static OpenAttempt begin(ChunkAttempt attempt, long beginOffset, Connection connection)
            throws SQLException {
        if (attempt.generation() > 0) {
            // What is copied again may meet triggers and foreign keys that stand by now.
            TargetSessions.silenceTriggers(connection);
        }
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(CopyStatements.copyIn(attempt.shape()));
        return new OpenAttempt(attempt, beginOffset, connection, copy);
    }

    ChunkAttempt attempt() {
        return attempt;
    }

    /** Where its first segment stands: a loader that starts again must read from there. */
    long beginOffset() {
        return beginOffset;
    }

    Connection connection() {
        return connection;
    }

    /** Time since its COPY was started. */
    long ageNanos() {
        return System.nanoTime() - began;
    }

    long bytes() {
        return bytes;
    }

    /** Whether this segment is the one that follows; then the next one is expected. */
    boolean follows(int sequence) {
        if (sequence != nextSequence) {
            return false;
        }
        nextSequence++;
        return true;
    }

    /** Passes on the first {@code length} bytes of a segment as they are. */
    void write(byte[] segment, int length) throws SQLException {
        idleNanos = 0;
        if (length > 0) {
            copy.writeToCopy(segment, 0, length);
            checksum.update(segment, 0, length);
            bytes += length;
        }
    }

    /** Ends the COPY, still uncommitted: what the target took. */
    ChunkCounts end() throws SQLException {
        long rows = copy.endCopy();
        return new ChunkCounts(rows, bytes, checksum.value());
    }

    /** Adds time in which none of its segments came; how much that is since the last one. */
    long idle(long nanos) {
        idleNanos += nanos;
        return idleNanos;
    }

    /** Gives the rows up; whether the connection can be used again. */
    boolean rollBack() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            connection.rollback();
            return true;
        } catch (SQLException e) {
            Quietly.close(connection);
            return false;
        }
    }
}
