package dev.dunlin.postgres;

import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.ConnectionFacts.DatabaseSize;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Connects once and looks who answers. What goes wrong is an answer too, and is not retried. */
public final class ConnectionProbe {

    private static final String TLS =
            "SELECT coalesce(version || ' ' || cipher, '') FROM pg_stat_ssl"
                    + " WHERE pid = pg_backend_pid() AND ssl";

    private final PostgresConnector connector;

    public ConnectionProbe(PostgresConnector connector) {
        this.connector = connector;
    }

    /** What is found at the address, or why it cannot be found out. */
    public Report.ConnectionTested test(
            MigrationName question, DatabaseAddress address, Side side) {
        try {
            return new Report.ConnectionTested(question, look(address, side), List.of());
        } catch (FailureException e) {
            return new Report.ConnectionTested(
                    question, ConnectionFacts.NONE, List.of(e.failure()));
        }
    }

    private ConnectionFacts look(DatabaseAddress address, Side side) {
        SessionSettings settings =
                side == Side.SOURCE
                        ? SessionSettings.source("dunlin connection test")
                        : SessionSettings.target("dunlin connection test");
        try (Connection connection = connector.open(address, settings);
                Statement statement = connection.createStatement()) {
            return new ConnectionFacts(
                    connection.getMetaData().getDatabaseProductVersion(),
                    text(statement, "SELECT current_user"),
                    text(statement, TLS),
                    databases(statement));
        } catch (SQLException e) {
            throw SqlFailures.of(e, side, "looking around in " + address);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static List<DatabaseSize> databases(Statement statement) throws SQLException {
        List<DatabaseSize> databases = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(SqlFile.named("databases-with-sizes").text())) {
            while (rows.next()) {
                databases.add(new DatabaseSize(rows.getString(1), rows.getLong(2)));
            }
        }
        return databases;
    }
}
