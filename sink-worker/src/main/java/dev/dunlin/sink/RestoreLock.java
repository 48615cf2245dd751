package dev.dunlin.sink;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps two workers from restoring into one database: the session holds an advisory lock until it
 * ends. A worker that was taken for dead may still be at it.
 */
final class RestoreLock {

    private static final long KEY = 0x64756e6c696eL;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private RestoreLock() {}

    /**
     * Takes the lock for the rest of the session, or fails retryably. The session of the stage
     * before may have been closed a moment ago and still be ending on the server, so that a lock
     * which is held is looked at for two seconds.
     */
    static void take(Connection connection, String database) throws SQLException {
        long start = System.nanoTime();
        while (!isTaken(connection)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw busy(database);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static FailureException busy(String database) {
        return new FailureException(
                new Failure(
                        "DUN-TGT-BUSY",
                        FailureKind.TARGET,
                        "another session is restoring target database " + database,
                        "wait for it, or end it with pg_terminate_backend"),
                true,
                null);
    }
}
