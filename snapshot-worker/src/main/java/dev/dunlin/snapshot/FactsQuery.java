package dev.dunlin.snapshot;

import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.protocol.DatabaseGrant;
import dev.dunlin.protocol.DatabaseSetting;
import dev.dunlin.protocol.ServerFacts.DatabaseFacts;
import dev.dunlin.protocol.ServerFacts.Further;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
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
        Collection<String> schemas = relations.movingSchemas();
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
                    CatalogQueries.names(connection, "owners", schemas),
                    CatalogQueries.names(connection, "grantees"),
                    collations(connection, schemas),
                    further(connection, schemas));
        }
    }

    private static Further further(Connection connection, Collection<String> schemas)
            throws SQLException {
        List<DatabaseSetting> settings = new ArrayList<>();
        List<DatabaseGrant> grants = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(CatalogQueries.text("database-settings"))) {
                while (row.next()) {
                    settings.add(
                            new DatabaseSetting(
                                    row.getString("role"),
                                    row.getString("name"),
                                    row.getString("value")));
                }
            }
            try (ResultSet row = statement.executeQuery(CatalogQueries.text("database-grants"))) {
                while (row.next()) {
                    grants.add(
                            new DatabaseGrant(
                                    row.getString("grantee"),
                                    row.getString("privilege"),
                                    DatabaseGrant.Kind.valueOf(row.getString("kind"))));
                }
            }
        }
        return new Further(
                CatalogQueries.names(connection, "database-powers", schemas),
                CatalogQueries.pairs(connection, "sorting-libraries", schemas),
                settings,
                grants);
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

    private static List<TableName> collations(Connection connection, Collection<String> schemas)
            throws SQLException {
        List<TableName> names = new ArrayList<>();
        try (PreparedStatement statement = CatalogQueries.of(connection, "collations", schemas);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        }
        return names;
    }
}
