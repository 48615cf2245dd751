package dev.dunlin.app.demo;

import dev.dunlin.embedded.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The database that moves: several schemas, types, foreign keys, partitions. */
record SampleDatabase(PostgresServer server) {

    static final String NAME = "shop";

    /** Makes the database on the server, larger by the factor. */
    void fill(int scale) throws IOException {
        try {
            execute("postgres", "CREATE DATABASE " + NAME);
            execute("postgres", "ALTER DATABASE " + NAME + " SET dunlin.scale = '" + scale + "'");
            execute(NAME, script());
            execute("postgres", "ALTER DATABASE " + NAME + " RESET dunlin.scale");
        } catch (SQLException e) {
            throw new IllegalStateException("the sample database could not be made", e);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SampleDatabase.class.getResourceAsStream("source.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
