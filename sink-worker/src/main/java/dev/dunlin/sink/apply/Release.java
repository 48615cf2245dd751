package dev.dunlin.sink.apply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Lets records go whose changes are on the target's disk. Commits do not wait for the disk, so a
 * position is released only when the WAL that was written up to it has been flushed.
 */
final class Release {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Connection connection;
    private final ChangesSource source;
    private long last = System.nanoTime();
    private long written;
    private long waiting = -1;
    private long released;

    Release(Connection connection, ChangesSource source, long offset) {
        this.connection = connection;
        this.source = source;
        this.released = offset;
    }

    /** Looks from time to time; outside of a transaction. */
    void look(Applied applied) throws SQLException {
        long now = System.nanoTime();
        long offset = applied.resume().offset();
        if (now - last < PAUSE_NANOS || (waiting < 0 && offset == released)) {
            return;
        }
        last = now;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT pg_catalog.pg_current_wal_flush_lsn()::text,"
                                        + " pg_catalog.pg_current_wal_insert_lsn()::text")) {
            row.next();
            if (waiting >= 0 && Lsn.parse(row.getString(1)) >= written) {
                source.release(waiting);
                released = waiting;
                waiting = -1;
            }
            if (waiting < 0 && offset != released) {
                waiting = offset;
                written = Lsn.parse(row.getString(2));
            }
        }
        connection.commit();
    }
}
