package dev.dunlin.sink;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.check.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether changes can be applied without firing triggers and foreign keys a second time, which
 * takes {@code session_replication_role}. Tried, since managed services allow it in ways that no
 * catalog shows.
 */
final class ReplicaRole {

    private static final String DENIED = "42501";
    private static final int GRANTABLE = 150_000;

    private ReplicaRole() {}

    /** Sets the role and takes it back. */
    static boolean allowed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try {
                statement.execute("SET LOCAL session_replication_role = replica");
                return true;
            } catch (SQLException e) {
                if (DENIED.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    static Result result(boolean allowed, TargetServer server, String user) {
        return Result.of(
                allowed,
                Severity.FAILED,
                user
                        + (allowed
                                ? " may set session_replication_role"
                                : " may not set session_replication_role, without which triggers"
                                        + " and foreign keys would act again on every change"),
                server.version() >= GRANTABLE
                        ? "GRANT SET ON PARAMETER session_replication_role TO "
                                + TableName.quote(user)
                        : "connect as a superuser (Amazon RDS: a member of rds_superuser)");
    }
}
