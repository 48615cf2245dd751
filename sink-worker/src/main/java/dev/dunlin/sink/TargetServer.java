package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What validation needs to know of a target server, seen from a database that is always there.
 *
 * @param encoding of the database that was looked from
 * @param databases names of all databases
 * @param extensions those that can be installed, with the version one gets
 * @param collations names of the system's collations
 */
record TargetServer(
        int version,
        String versionText,
        boolean inRecovery,
        boolean encrypted,
        boolean mayCreateDatabases,
        String encoding,
        TargetRoles roles,
        Set<String> databases,
        Map<String, String> extensions,
        Set<String> collations) {

    private static final SqlFile SERVER = SqlFile.of(TargetServer.class, "target-server");

    static TargetServer read(Connection connection) throws SQLException {
        Set<String> databases = names(connection, "SELECT datname FROM pg_catalog.pg_database");
        Set<String> collations = names(connection, "SELECT collname FROM pg_catalog.pg_collation");
        Map<String, String> extensions = extensions(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER.text())) {
            row.next();
            return new TargetServer(
                    row.getInt("version"),
                    row.getString("version_text"),
                    row.getBoolean("in_recovery"),
                    row.getBoolean("encrypted"),
                    row.getBoolean("may_create"),
                    row.getString("encoding"),
                    TargetRoles.read(connection),
                    databases,
                    extensions,
                    collations);
        }
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static Map<String, String> extensions(Connection connection) throws SQLException {
        Map<String, String> versions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT name, default_version"
                                        + " FROM pg_catalog.pg_available_extensions")) {
            while (row.next()) {
                versions.put(row.getString(1), row.getString(2));
            }
        }
        return versions;
    }
}
