package dev.dunlin.sink;

import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * Empties a table that is copied again. The table is emptied first and its generation counted up
 * then, in one transaction: a loader of the old generation either commits before, and its rows go,
 * or finds the new generation and gives up.
 */
final class TableReset {

    private static final String REFERENCED = "0A000";

    private final TargetSessions sessions;

    TableReset(TargetSessions sessions) {
        this.sessions = sessions;
    }

    Report.TableReset reset(TargetTask.ResetTable task) {
        String doing = "emptying table " + task.shape().name();
        sessions.run(task.target(), doing, connection -> reset(task, connection));
        return new Report.TableReset(task.migration(), task.shape().id(), task.generation());
    }

    private boolean reset(TargetTask.ResetTable task, Connection connection) throws SQLException {
        Ledger ledger = new Ledger(connection);
        sessions.ownership(connection).require(task.migration(), task.target().database());
        connection.setAutoCommit(false);
        int number = task.shape().id().number();
        OptionalInt current = ledger.generation(number);
        if (current.isPresent() && current.getAsInt() >= task.generation()) {
            return true;
        }
        empty(connection, task.shape().name());
        ledger.resetTable(number, task.generation());
        connection.commit();
        return true;
    }

    /**
     * Empties a table. Where foreign keys point to it, it cannot be truncated: its rows are deleted
     * then, which takes longer. Nothing that the schema does on such occasions is done.
     */
    static void empty(Connection connection, TableName table) throws SQLException {
        String only = isPartitioned(connection, table) ? "" : "ONLY ";
        TargetSessions.silenceTriggers(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '30s'");
            Savepoint before = connection.setSavepoint();
            try {
                statement.execute("TRUNCATE " + only + table.quoted());
            } catch (SQLException e) {
                if (!REFERENCED.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                statement.execute("DELETE FROM " + only + table.quoted());
            }
        }
    }

    /** A partitioned table that is emptied was loaded as a whole, partitions included. */
    private static boolean isPartitioned(Connection connection, TableName table)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT relkind = 'p' FROM pg_catalog.pg_class"
                                + " WHERE oid = ?::pg_catalog.regclass")) {
            query.setString(1, table.quoted());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
