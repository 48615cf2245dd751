package dev.dunlin.sink;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps two workers from restoring into one database: the session holds an advisory lock until it
 * ends. A worker that was taken for dead may still be at it.
 */
final class RestoreLock {

    private static final long KEY = 0x64756e6c696eL;

    private RestoreLock() {}

    /** Takes the lock for the rest of the session, or fails retryably. */
    static void take(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new FailureException(
                        new Failure(
                                "DUN-TGT-BUSY",
                                FailureKind.TARGET,
                                "another session is restoring target database " + database,
                                "wait for it, or end it with pg_terminate_backend"),
                        true,
                        null);
            }
        }
    }
}
