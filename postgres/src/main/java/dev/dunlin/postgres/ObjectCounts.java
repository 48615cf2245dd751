package dev.dunlin.postgres;

import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts a database's objects by kind, so that two sides that hold the same give equal text on any
 * supported version. System objects, members of extensions, publications, subscriptions and our own
 * ledger do not count; privileges and owners neither, since the two servers may have other roles.
 */
public final class ObjectCounts {

    private ObjectCounts() {}

    /** Kind to count of what moves under the patterns; large objects with a digest of them. */
    public static SortedMap<String, String> of(Connection connection, TablePatterns patterns)
            throws SQLException {
        MovingRelations relations = MovingRelations.load(connection, patterns);
        SortedMap<String, String> counts = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(SqlFile.named("object-counts").text())) {
            Long[] oids =
                    relations.moving(relation -> !relation.extensionMember()).stream()
                            .map(Relation::oid)
                            .toArray(Long[]::new);
            String[] schemas = relations.movingSchemas().toArray(String[]::new);
            statement.setArray(1, connection.createArrayOf("int8", oids));
            statement.setArray(2, connection.createArrayOf("text", schemas));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString("kind"), rows.getString("amount"));
                }
            }
        }
        counts.put("large objects", largeObjects(connection));
        return counts;
    }

    private static String largeObjects(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(SqlFile.named("large-objects-digest").text())) {
            row.next();
            return row.getString(1);
        }
    }
}
