package dev.dunlin.sink;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.function.Supplier;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** Opens the sessions a sink worker needs on a target, and names what goes wrong in them. */
final class TargetSessions {

    private static final int NOTICES_CLOSED_CLIENTS = 14;

    private final PostgresConnector connector;
    private final Supplier<String> installation;

    /**
     * Sessions of a process.
     *
     * @param installation the one it belongs to
     */
    TargetSessions(PostgresConnector connector, Supplier<String> installation) {
        this.connector = connector;
        this.installation = installation;
    }

    /** Whose the database of a session is. */
    Ownership ownership(Connection connection) {
        return new Ownership(connection, installation.get());
    }

    /** The installation this process belongs to. */
    String installation() {
        return installation.get();
    }

    /** Something done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    PostgresConnector connector() {
        return connector;
    }

    /**
     * Runs work in a session of its own, auto-commit on.
     *
     * @param doing what is being done, with the object by name, for the failure's message
     */
    <T> T run(DatabaseAddress target, String doing, Work<T> work) {
        return run(target, SessionSettings.target("dunlin sink"), doing, work);
    }

    /** The same in a session that is set up as pg_restore sets it up for its statements. */
    <T> T runForSchema(DatabaseAddress target, String doing, Work<T> work) {
        return run(
                target,
                schemaSettings(),
                doing,
                connection -> {
                    sendUndivided(connection);
                    return work.in(connection);
                });
    }

    /**
     * Has the driver send the text of a plain statement as it is. By default it cuts the text at
     * semicolons itself, and not always where the server would, for example behind the body of a
     * function that begins with BEGIN ATOMIC. Prepared statements stay what they are.
     */
    private static void sendUndivided(Connection connection) throws SQLException {
        connection
                .unwrap(BaseConnection.class)
                .getQueryExecutor()
                .setPreferQueryMode(PreferQueryMode.EXTENDED_FOR_PREPARED);
    }

    /**
     * Keeps event triggers of the source from firing on what Dunlin does after they stand. A user
     * who may not set this could not restore event triggers either.
     */
    static void silenceEventTriggers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /**
     * Has triggers and foreign keys not act in the transaction under way, where the user may say
     * so.
     */
    static void silenceTriggers(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica");
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    private <T> T run(
            DatabaseAddress target, SessionSettings settings, String doing, Work<T> work) {
        try (Connection connection = open(target, settings)) {
            return work.in(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.TARGET, doing);
        }
    }

    /** A session for the rows of a table, auto-commit off. */
    Connection openForRows(DatabaseAddress target) throws SQLException {
        Connection connection =
                open(target, SessionSettings.target("dunlin load").with("client_encoding", "UTF8"));
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection open(DatabaseAddress target, SessionSettings settings) throws SQLException {
        Connection connection = connector.open(target, settings);
        if (connection.getMetaData().getDatabaseMajorVersion() >= NOTICES_CLOSED_CLIENTS) {
            endWithClient(connection);
        }
        return connection;
    }

    /** A statement of a worker that was killed must not hold its locks until it is through. */
    private static void endWithClient(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_connection_check_interval = '5s'");
        } catch (SQLException e) {
            if (!"22023".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static SessionSettings schemaSettings() {
        return SessionSettings.target("dunlin schema")
                .with("check_function_bodies", "false")
                .with("client_min_messages", "warning")
                .with("default_tablespace", "")
                .with("standard_conforming_strings", "on");
    }
}
