package dev.dunlin.postgres;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Side;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Opens every database connection of Dunlin: bounded in time, with allowed parameters only, and
 * with a pinned session. Connections are in auto-commit mode.
 */
public final class PostgresConnector {

    /** Oldest major version that is supported. */
    public static final int OLDEST_MAJOR = 10;

    private static final String STATEMENT_TIMEOUT = "57014";
    private static final int MOST_TRIES = 10;

    private final Secrets secrets;

    public PostgresConnector(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Where the passwords come from, for tools such as pg_dump that connect themselves. */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * A connection with a pinned session.
     *
     * @throws FailureException with {@code DUN-SRC-…} or {@code DUN-TGT-…}: CONNECT, AUTH, TLS or
     *     DATABASE, naming host, port, database and user
     */
    public Connection open(DatabaseAddress address, SessionSettings settings) {
        return connect(address, settings, properties(address, settings));
    }

    /**
     * A connection that takes replication commands beside SQL, pinned like any other. It takes one
     * of the server's {@code max_wal_senders} and needs the right to replicate; queries go by the
     * simple protocol, which is all that such a session speaks.
     *
     * @throws FailureException as {@link #open} does
     */
    public Connection openReplication(DatabaseAddress address, SessionSettings settings) {
        Properties properties = properties(address, settings);
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", String.valueOf(OLDEST_MAJOR));
        properties.setProperty("preferQueryMode", "simple");
        return connect(address, settings, properties);
    }

    private Properties properties(DatabaseAddress address, SessionSettings settings) {
        Properties properties =
                ConnectionParameters.driverProperties(address, settings.applicationName());
        properties.setProperty("user", address.endpoint().user());
        properties.setProperty("password", secrets.password(address).orElse(""));
        return properties;
    }

    private static Connection connect(
            DatabaseAddress address, SessionSettings settings, Properties properties) {
        Connection connection = null;
        try {
            connection = new Driver().connect(url(address), properties);
            if (connection == null) {
                throw new SQLException("the driver refused the address", "08001");
            }
            liftTimeout(connection);
            pin(connection, settings);
            return connection;
        } catch (SQLException e) {
            Quietly.close(connection);
            throw ConnectFailures.of(e, address, settings.side());
        }
    }

    /**
     * A connection that speaks the replication protocol, on which no statement is run: its session
     * is pinned by start-up options, so that values read the same as everywhere else.
     *
     * @throws FailureException as {@link #open} does
     */
    public Connection openReplication(DatabaseAddress address, String applicationName) {
        Properties properties = ConnectionParameters.driverProperties(address, applicationName);
        properties.setProperty("user", address.endpoint().user());
        properties.setProperty("password", secrets.password(address).orElse(""));
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("socketFactoryArg", BurstSocketFactory.CHANGES);
        properties.setProperty("assumeMinServerVersion", "10");
        properties.setProperty("options", SessionSettings.replicationOptions());
        try {
            Connection connection = new Driver().connect(url(address), properties);
            if (connection == null) {
                throw new SQLException("the driver refused the address", "08001");
            }
            return connection;
        } catch (SQLException e) {
            throw ConnectFailures.of(e, address, Side.SOURCE);
        }
    }

    private static String url(DatabaseAddress address) {
        String host = address.endpoint().host();
        String bracketed =
                host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return "jdbc:postgresql://"
                + bracketed
                + ":"
                + address.endpoint().port()
                + "/"
                + URLEncoder.encode(address.database(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A database may give its statements a millisecond, which the first one may overrun. */
    private static void liftTimeout(Connection connection) throws SQLException {
        for (int tries = 1; true; tries++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = 0");
                return;
            } catch (SQLException e) {
                if (!STATEMENT_TIMEOUT.equals(e.getSQLState()) || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void pin(Connection connection, SessionSettings settings) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Map<String, String> all = settings.resolve(major);
        String sql =
                "SELECT "
                        + String.join(
                                ", ",
                                Collections.nCopies(
                                        all.size(), "pg_catalog.set_config(?, ?, false)"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Map.Entry<String, String> setting : all.entrySet()) {
                statement.setString(parameter++, setting.getKey());
                statement.setString(parameter++, setting.getValue());
            }
            statement.executeQuery().close();
        }
    }
}
