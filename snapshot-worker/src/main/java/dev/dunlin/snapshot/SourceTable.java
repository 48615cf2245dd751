package dev.dunlin.snapshot;

import dev.dunlin.postgres.ExtensionTables;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.protocol.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table as the source's catalog describes it.
 *
 * @param partitioned whether its rows live in its partitions
 * @param heap whether it is stored in pages that chunks can be cut by
 * @param pages pages of its heap
 * @param bytes heap and TOAST
 * @param columns those that hold data of their own, generated ones left out
 * @param integerKey whether the primary key is one integer column
 * @param routedThrough oid of the table whose rows can only be loaded through it, this one or one
 *     above it; 0 where partitions mean the same on every server
 * @param extension the extension it belongs to, empty for most
 */
record SourceTable(
        long oid,
        TableName name,
        boolean partitioned,
        boolean heap,
        long pages,
        long bytes,
        long estimatedRows,
        List<String> columns,
        List<String> keyColumns,
        boolean integerKey,
        long routedThrough,
        boolean extension) {

    /** Whether its rows and those of its partitions move as one. */
    boolean routes() {
        return routedThrough == oid;
    }

    /** Whether its rows move with a table above it. */
    boolean isRouted() {
        return routedThrough != 0 && routedThrough != oid;
    }

    /** The tables that move; those of extensions only where they hold the user's rows. */
    static List<SourceTable> load(Connection connection, MovingRelations relations)
            throws SQLException {
        Set<TableName> extensionTables = ExtensionTables.conditions(connection).keySet();
        Long[] oids =
                relations.moving(Relation::isTable).stream()
                        .filter(
                                table ->
                                        !table.extensionMember()
                                                || extensionTables.contains(table.name()))
                        .map(Relation::oid)
                        .toArray(Long[]::new);
        List<SourceTable> tables = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(CatalogQueries.text("tables"))) {
            statement.setArray(1, connection.createArrayOf("int8", oids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(read(rows));
                }
            }
        }
        return tables;
    }

    private static SourceTable read(ResultSet row) throws SQLException {
        return new SourceTable(
                row.getLong("oid"),
                new TableName(row.getString("schema"), row.getString("name")),
                row.getBoolean("is_partitioned"),
                row.getBoolean("is_heap"),
                row.getLong("pages"),
                row.getLong("bytes"),
                row.getLong("estimated_rows"),
                texts(row.getArray("columns")),
                texts(row.getArray("key_columns")),
                row.getBoolean("has_integer_key"),
                row.getLong("routed_through"),
                row.getBoolean("is_extension_member"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
