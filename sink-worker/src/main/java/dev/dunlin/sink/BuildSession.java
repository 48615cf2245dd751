package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Gives a session that builds indexes the memory and workers that make it quick. */
final class BuildSession {

    private static final SqlFile SETTINGS = SqlFile.of(BuildSession.class, "build-session");

    private BuildSession() {}

    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS.text());
        }
    }
}
