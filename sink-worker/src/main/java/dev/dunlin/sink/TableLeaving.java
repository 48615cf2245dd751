package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Leaves a table out: foreign keys of other tables that point to it, or to what it is a partition
 * of, are made not valid, because rows that they would need may be missing from now on. They are
 * still checked for rows that are written later.
 */
final class TableLeaving {

    private static final SqlFile POINTING = SqlFile.of(TableLeaving.class, "pointing-keys");

    private final TargetSessions sessions;

    TableLeaving(TargetSessions sessions) {
        this.sessions = sessions;
    }

    /** One foreign key, and how it is made again. */
    private record Key(String table, String name, String definition) {

        void unvalidate(Statement statement) throws SQLException {
            statement.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + name);
            statement.execute(
                    "ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID"
                            .formatted(table, name, definition));
        }
    }

    Report.TableLeftOut leave(TargetTask.LeaveTableOut task) {
        String doing = "leaving table " + task.shape().name() + " out";
        List<Finding> warnings =
                sessions.runForSchema(task.target(), doing, connection -> leave(task, connection));
        return new Report.TableLeftOut(
                task.migration(), task.shape().id(), task.generation(), warnings);
    }

    private List<Finding> leave(TargetTask.LeaveTableOut task, Connection connection)
            throws SQLException {
        Ledger ledger = new Ledger(connection);
        sessions.ownership(connection).require(task.migration(), task.target().database());
        connection.setAutoCommit(false);
        List<Finding> warnings = unvalidate(connection, task);
        int number = task.shape().id().number();
        OptionalInt current = ledger.generation(number);
        boolean emptied = current.isPresent() && current.getAsInt() >= task.generation();
        if (task.empty() && !emptied) {
            TableReset.empty(connection, task.shape().name());
            ledger.resetTable(number, task.generation());
        }
        connection.commit();
        return warnings;
    }

    private static List<Finding> unvalidate(Connection connection, TargetTask.LeaveTableOut task)
            throws SQLException {
        List<Finding> warnings = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '30s'");
            for (Key key : pointing(connection, task.shape().name())) {
                Savepoint before = connection.setSavepoint();
                try {
                    key.unvalidate(statement);
                } catch (SQLException e) {
                    if (!PointingKeys.refused(e)) {
                        throw e;
                    }
                    connection.rollback(before);
                    warnings.add(PointingKeys.stays(task, key.table(), key.name()));
                }
            }
        }
        return warnings;
    }

    private static List<Key> pointing(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(POINTING.text())) {
            query.setString(1, table.quoted());
            query.setString(2, table.quoted());
            List<Key> keys = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.add(new Key(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return keys;
        }
    }
}
