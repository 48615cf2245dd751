package dev.dunlin.testkit;

import dev.dunlin.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of one test. Close drops it with its sessions and replication slots. */
public final class TestDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final String name;

    TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public int port() {
        return server.port();
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    public String uri() {
        return server.uri(name);
    }

    /** To be closed by the caller. */
    public Connection connect() {
        try {
            return DriverManager.getConnection(jdbcUrl());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + name, e);
        }
    }

    /** Runs each text, which may hold several statements, outside of a transaction block. */
    public void execute(String... sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var text : sql) {
                statement.execute(text);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("in database " + name + ": " + e.getMessage(), e);
        }
    }

    /** The first column of all rows, as text. */
    public List<String> column(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("in database " + name + ": " + e.getMessage(), e);
        }
    }

    /** The only value of the only row, as text. */
    public String value(String query) {
        var values = column(query);
        if (values.size() != 1) {
            throw new IllegalStateException(values.size() + " rows, not one: " + query);
        }
        return values.getFirst();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        if (!server.isRunning()) {
            return;
        }
        var literal = "'" + name.replace("'", "''") + "'";
        var administration = new TestDatabase(server, "postgres");
        administration.execute(
                "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
                        + " WHERE database = "
                        + literal);
        Await.until(
                "slots of " + name + " are free",
                () ->
                        administration
                                .value(
                                        "SELECT count(*) FROM pg_replication_slots WHERE active"
                                                + " AND database = "
                                                + literal)
                                .equals("0"));
        administration.execute(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                        + " WHERE database = "
                        + literal,
                "DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    }
}
