package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.check.ComparedParameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What validation needs to know of a target server, seen from a database that is always there.
 *
 * @param encoding of the database that was looked from
 * @param databases names of all databases
 * @param extensions those that can be installed, with the version one gets
 * @param collations names of the system's collations
 * @param parameters those that are compared with the source's
 * @param sortingLibraries versions by provider
 */
record TargetServer(
        int version,
        String versionText,
        boolean inRecovery,
        boolean encrypted,
        Rights rights,
        State state,
        String encoding,
        TargetRoles roles,
        Set<String> databases,
        Map<String, String> extensions,
        Set<String> collations,
        Map<String, Parameter> parameters,
        SortedMap<String, String> sortingLibraries) {

    private static final SqlFile SERVER = SqlFile.of(TargetServer.class, "target-server");
    private static final SqlFile PARAMETERS = SqlFile.of(TargetServer.class, "parameters");

    /** What the user may do there. */
    record Rights(boolean createDatabases, boolean createRoles, boolean superuser) {}

    /** What is going on there now. */
    record State(int freeConnections, int replicas, String synchronousStandbys) {}

    /**
     * A server parameter.
     *
     * @param unit of the value, empty without one
     */
    record Parameter(String value, String unit) {

        /** For people. */
        String shown() {
            return unit.isEmpty() ? "'" + value + "'" : value + " x " + unit;
        }
    }

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
                    new Rights(
                            row.getBoolean("may_create"),
                            row.getBoolean("may_create_roles"),
                            row.getBoolean("is_superuser")),
                    new State(
                            row.getInt("free_connections"),
                            row.getInt("replicas"),
                            row.getString("synchronous")),
                    row.getString("encoding"),
                    TargetRoles.read(connection),
                    databases,
                    extensions,
                    collations,
                    parameters(connection),
                    Catalog.pairs(connection, "sorting-libraries"));
        }
    }

    private static Map<String, Parameter> parameters(Connection connection) throws SQLException {
        Map<String, Parameter> parameters = new HashMap<>();
        String[] names = ComparedParameter.names().toArray(String[]::new);
        try (PreparedStatement query = connection.prepareStatement(PARAMETERS.text())) {
            query.setArray(1, connection.createArrayOf("text", names));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    parameters.put(
                            row.getString(1), new Parameter(row.getString(2), row.getString(3)));
                }
            }
        }
        return parameters;
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
