package dev.dunlin.sink;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what a migration made on its target: the database, if the ledger says that it made
 * that, else what is in it. The ledger goes last, so a cleaning that was cut short is begun again.
 */
final class TargetCleaning {

    private static final Logger log = LoggerFactory.getLogger(TargetCleaning.class);

    private final TargetSessions sessions;

    TargetCleaning(TargetSessions sessions) {
        this.sessions = sessions;
    }

    private enum Made {
        NOTHING,
        CONTENT,
        DATABASE
    }

    Report.TargetCleaned clean(TargetTask.CleanTarget task) {
        DatabaseAddress target = task.target();
        switch (made(task)) {
            case NOTHING -> log.info("{} holds nothing of {}", target.database(), task.migration());
            case CONTENT -> empty(target);
            case DATABASE -> drop(target);
        }
        return new Report.TargetCleaned(task.migration(), task.database());
    }

    private Made made(TargetTask.CleanTarget task) {
        String database = task.target().database();
        try {
            return sessions.run(
                    task.target(),
                    "reading the ledger of " + database,
                    connection -> {
                        Ownership ownership = sessions.ownership(connection);
                        if (ownership.owner().isEmpty()) {
                            return Made.NOTHING;
                        }
                        ownership.require(task.migration(), database);
                        return new Ledger(connection).madeDatabase() ? Made.DATABASE : Made.CONTENT;
                    });
        } catch (FailureException e) {
            if (e.failure().code().equals("DUN-TGT-DATABASE")) {
                return Made.NOTHING;
            }
            throw e;
        }
    }

    private void empty(DatabaseAddress target) {
        sessions.run(
                target,
                "emptying " + target.database(),
                connection -> {
                    TargetSessions.silenceEventTriggers(connection);
                    endOthers(connection, target.database());
                    new DatabaseEmptying(connection).empty();
                    new Ledger(connection).drop();
                    return true;
                });
    }

    private void drop(DatabaseAddress target) {
        new DatabaseCreation(sessions)
                .fromMaintenance(
                        target,
                        connection -> {
                            endOthers(connection, target.database());
                            try (Statement statement = connection.createStatement()) {
                                statement.execute(
                                        "DROP DATABASE IF EXISTS "
                                                + TableName.quote(target.database()));
                            }
                            return true;
                        });
    }

    /** Ends Dunlin's own sessions that still write there; those of others are not ours to end. */
    private static void endOthers(Connection connection, String database) throws SQLException {
        try (PreparedStatement end =
                connection.prepareStatement(
                        "SELECT pg_catalog.pg_terminate_backend(pid)"
                                + " FROM pg_catalog.pg_stat_activity"
                                + " WHERE datname = ? AND usename = current_user"
                                + " AND application_name LIKE 'dunlin %'"
                                + " AND pid <> pg_catalog.pg_backend_pid()")) {
            end.setString(1, database);
            end.executeQuery().close();
        }
    }
}
