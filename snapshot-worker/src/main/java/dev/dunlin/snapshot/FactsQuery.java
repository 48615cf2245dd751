package dev.dunlin.snapshot;

import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.protocol.ServerFacts.DatabaseFacts;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the target must be able to take: locale, extensions, roles, collations, size. */
final class FactsQuery {

    private FactsQuery() {}

    /** Facts of the database that the connection is in. */
    static DatabaseFacts of(Connection connection, String database, TablePatterns patterns)
            throws SQLException {
        MovingRelations relations = MovingRelations.load(connection, patterns);
        String[] schemas = relations.movingSchemas().toArray(String[]::new);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CatalogQueries.text("database-facts"))) {
            row.next();
            return new DatabaseFacts(
                    database,
                    row.getString("encoding"),
                    row.getString("collate"),
                    row.getString("ctype"),
                    row.getString("provider"),
                    row.getString("locale"),
                    row.getLong("bytes"),
                    extensions(connection),
                    names(connection, "owners", schemas),
                    CatalogQueries.names(connection, "grantees"),
                    collations(connection, schemas));
        }
    }

    private static SortedMap<String, String> extensions(Connection connection) throws SQLException {
        SortedMap<String, String> extensions = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT extname, extversion FROM pg_extension")) {
            while (rows.next()) {
                extensions.put(rows.getString(1), rows.getString(2));
            }
        }
        return extensions;
    }

    private static List<String> names(Connection connection, String query, String[] schemas)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = bySchemas(connection, query, schemas);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<TableName> collations(Connection connection, String[] schemas)
            throws SQLException {
        List<TableName> names = new ArrayList<>();
        try (PreparedStatement statement = bySchemas(connection, "collations", schemas);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        }
        return names;
    }

    private static PreparedStatement bySchemas(
            Connection connection, String query, String[] schemas) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(CatalogQueries.text(query));
        statement.setArray(1, connection.createArrayOf("text", schemas));
        return statement;
    }
}
