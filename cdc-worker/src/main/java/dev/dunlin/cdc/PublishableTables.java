package dev.dunlin.cdc;

import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of which changes are published.
 *
 * @param published tables to name in the publication: from PostgreSQL 13 on, a partitioned table
 *     stands for its partitions, also for those that are made later
 * @param withoutIdentity tables that cannot be published without breaking the source's updates
 * @param unlogged tables of which no change is in the WAL
 */
record PublishableTables(
        List<Relation> published, List<Relation> withoutIdentity, List<Relation> unlogged) {

    private static final int PARTITIONED_TABLES_SINCE = 13;

    static PublishableTables load(Connection connection, TablePatterns patterns)
            throws SQLException {
        MovingRelations relations = MovingRelations.load(connection, patterns);
        Set<Long> withoutIdentity = new HashSet<>();
        Set<Long> unlogged = new HashSet<>();
        String sql = SqlFile.of(PublishableTables.class, "tables-without-identity").text();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (rows.getBoolean("is_unlogged")) {
                    unlogged.add(rows.getLong("oid"));
                } else if (rows.getBoolean("lacks_identity")) {
                    withoutIdentity.add(rows.getLong("oid"));
                }
            }
        }
        boolean roots =
                connection.getMetaData().getDatabaseMajorVersion() >= PARTITIONED_TABLES_SINCE;
        return new PublishableTables(
                relations.moving(
                        r ->
                                r.isTable()
                                        && !unlogged.contains(r.oid())
                                        && (roots ? !r.partition() : r.kind() == 'r')),
                relations.moving(r -> r.isTable() && withoutIdentity.contains(r.oid())),
                relations.moving(r -> r.isTable() && unlogged.contains(r.oid())));
    }
}
