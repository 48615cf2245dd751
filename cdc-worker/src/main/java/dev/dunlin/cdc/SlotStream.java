package dev.dunlin.cdc;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/**
 * What a walsender sends of a slot, message by message (PostgreSQL, Streaming Replication
 * Protocol).
 *
 * <p>The driver's own stream hands out changes only, and reads on over messages that hold none for
 * as long as more come. A walsender whose database stands still sends one such message whenever
 * another database writes: next to a busy one the driver hardly ever returns, and neither changes
 * nor confirmations get through. Here each message ends a call.
 */
final class SlotStream {

    /** What {@link #next} found. */
    enum Found {
        NOTHING,
        CHANGE,
        KEEP_ALIVE
    }

    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int STATUS_BYTES = 1 + 8 + 8 + 8 + 8 + 1;
    private static final int HEAD_BYTES = 8 + 8 + 8;

    private final CopyDual copy;
    private volatile long received;
    private boolean answerWanted;
    private @Nullable ByteBuffer change;

    private SlotStream(CopyDual copy, long start) {
        this.copy = copy;
        this.received = start;
    }

    /**
     * Begins to follow a slot.
     *
     * @param connection one for replication
     * @param messages whether logical messages are wanted, from PostgreSQL 14 on
     */
    static SlotStream open(Connection connection, CaptureScope scope, boolean messages)
            throws SQLException {
        String command =
                "START_REPLICATION SLOT %s LOGICAL %s (proto_version '1', publication_names '%s'%s)"
                        .formatted(
                                scope.names().slot(),
                                ReplicationSlot.lsn(scope.start()),
                                scope.names().publication(),
                                messages ? ", messages 'true'" : "");
        PGConnection postgres = connection.unwrap(PGConnection.class);
        return new SlotStream(postgres.getCopyAPI().copyDual(command), scope.start());
    }

    /**
     * Takes the next message if one is there; waits for none. A change is then had by {@link
     * #change}.
     */
    Found next() throws SQLException {
        byte[] message = copy.readFromCopy(false);
        if (message == null) {
            if (!copy.isActive()) {
                throw new SQLException("the server ended the replication stream", "08006");
            }
            return Found.NOTHING;
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        byte kind = in.get();
        return switch (kind) {
            case 'w' -> {
                received = in.getLong();
                change = in.position(1 + HEAD_BYTES);
                yield Found.CHANGE;
            }
            case 'k' -> {
                received = Math.max(received, in.getLong());
                in.getLong();
                answerWanted |= in.get() != 0;
                yield Found.KEEP_ALIVE;
            }
            default ->
                    throw new SQLException(
                            "a message of kind " + (char) kind + " in a replication stream",
                            "08P01");
        };
    }

    /** The change that was found last, from its first byte on. */
    ByteBuffer change() {
        ByteBuffer found = change;
        if (found == null) {
            throw new IllegalStateException("no change was found");
        }
        return found;
    }

    /** Where the server was with the last message. */
    long received() {
        return received;
    }

    /** Whether the server asked for an answer and would cut the connection without one. */
    boolean answerWanted() {
        return answerWanted;
    }

    /** Tells the server that it need not keep what is before {@code safe}. */
    void confirm(long safe) throws SQLException {
        ByteBuffer status = ByteBuffer.allocate(STATUS_BYTES);
        status.put((byte) 'r').putLong(Math.max(received, safe)).putLong(safe).putLong(safe);
        status.putLong(ChronoUnit.MICROS.between(POSTGRES_EPOCH, Instant.now())).put((byte) 0);
        copy.writeToCopy(status.array(), 0, STATUS_BYTES);
        copy.flushCopy();
        answerWanted = false;
    }
}
