package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseGrant;
import dev.dunlin.protocol.DatabaseSetting;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Gives a database what no archive of it holds: {@code ALTER DATABASE … SET} and privileges on the
 * database itself. What cannot be given is named; values are not, since they may be secret.
 */
final class DatabaseSettings {

    /** Where their library is missing nobody could connect any more. */
    private static final Set<String> RISKY =
            Set.of("session_preload_libraries", "local_preload_libraries");

    private final TargetSessions sessions;

    DatabaseSettings(TargetSessions sessions) {
        this.sessions = sessions;
    }

    Report.DatabaseSettingsApplied apply(TargetTask.ApplyDatabaseSettings task) {
        String database = task.target().database();
        List<String> left =
                sessions.run(
                        task.target(),
                        "setting parameters of database " + database,
                        connection -> {
                            sessions.ownership(connection).require(task.migration(), database);
                            return apply(task, connection);
                        });
        List<Finding> warnings =
                left.isEmpty()
                        ? List.of()
                        : List.of(
                                Finding.warning(
                                        "DUN-TGT-DATABASE-SETTINGS",
                                        task.database(),
                                        "Settings of the database",
                                        "left out: " + String.join("; ", left),
                                        "Set or grant them as a superuser if they are wanted."));
        return new Report.DatabaseSettingsApplied(
                task.migration(),
                task.database(),
                task.settings().size() + task.grants().size() - left.size(),
                warnings);
    }

    private static List<String> apply(TargetTask.ApplyDatabaseSettings task, Connection connection)
            throws SQLException {
        String database = TableName.quote(task.target().database());
        List<String> left = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (DatabaseSetting setting : task.settings()) {
                String what = setting.name() + of(setting.role(), " for ");
                if (RISKY.contains(setting.name())) {
                    left.add(what + " (needs its library)");
                } else {
                    attempt(statement, statement(setting, database), what, left);
                }
            }
            for (DatabaseGrant grant : task.grants()) {
                String what = grant.privilege() + of(grant.grantee(), " to ");
                attempt(statement, statement(grant, database), what, left);
            }
        }
        return left;
    }

    private static String of(String role, String word) {
        return role.isEmpty() ? "" : word + TableName.quote(role);
    }

    private static String statement(DatabaseSetting setting, String database) {
        String whom =
                setting.role().isEmpty()
                        ? "DATABASE " + database
                        : "ROLE " + TableName.quote(setting.role()) + " IN DATABASE " + database;
        return "ALTER "
                + whom
                + " SET "
                + ParameterText.assignment(setting.name(), setting.value());
    }

    private static String statement(DatabaseGrant grant, String database) {
        String grantee = grant.grantee().isEmpty() ? "PUBLIC" : TableName.quote(grant.grantee());
        String on = grant.privilege() + " ON DATABASE " + database;
        return switch (grant.kind()) {
            case REVOKED -> "REVOKE " + on + " FROM " + grantee;
            case GRANTED -> "GRANT " + on + " TO " + grantee;
            case GRANTABLE -> "GRANT " + on + " TO " + grantee + " WITH GRANT OPTION";
        };
    }

    private static void attempt(Statement statement, String sql, String what, List<String> left)
            throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (SqlFailures.connectionLost(e)) {
                throw e;
            }
            left.add(what + " (SQLSTATE " + e.getSQLState() + ")");
        }
    }
}
