package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.ChangedRelation;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks up tables of the target and whether they are as the source has them. */
final class TargetCatalog {

    private static final SqlFile COLUMNS = SqlFile.of(TargetCatalog.class, "target-columns");
    private static final SqlFile KEYS = SqlFile.of(TargetCatalog.class, "target-keys");
    private static final int KEY_COLUMNS = 11;
    private static final int GENERATED_COLUMNS = 12;

    private final Connection connection;

    TargetCatalog(Connection connection) {
        this.connection = connection;
    }

    /** What the catalog says of a column. */
    record Found(TargetTable.Column column, boolean generated) {}

    /** A unique index without conditions. */
    record Key(boolean primary, List<String> columns) {
        Key {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The table a relation of the source stands for.
     *
     * @throws dev.dunlin.protocol.FailureException {@code DUN-SRC-DDL} when it does not fit
     */
    TargetTable table(ChangedRelation relation) throws SQLException {
        List<Found> columns = new ArrayList<>();
        boolean partitioned = false;
        boolean there = false;
        try (PreparedStatement query = prepare(columnsText(), relation.name());
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                there = true;
                partitioned = "p".equals(row.getString(1));
                if (row.getString(2) != null) {
                    columns.add(found(row));
                }
            }
        }
        List<Key> keys = keys(relation.name());
        connection.commit();
        RelationFit fit = new RelationFit(relation, columns, keys);
        fit.check(there);
        return new TargetTable(
                relation.name(), partitioned, fit.columns(), fit.wholeKey(), fit.shortKey());
    }

    private static Found found(ResultSet row) throws SQLException {
        String base = row.getString(4);
        return new Found(
                new TargetTable.Column(
                        row.getString(2),
                        row.getString(3),
                        TextIdentity.of(base, row.getBoolean(5)),
                        TextIdentity.isInteger(base),
                        row.getBoolean(6)),
                row.getBoolean(7));
    }

    private List<Key> keys(TableName table) throws SQLException {
        String columns = major() >= KEY_COLUMNS ? "i.indnkeyatts" : "i.indnatts";
        List<Key> keys = new ArrayList<>();
        try (PreparedStatement query = prepare(KEYS.text().replace("@columns@", columns), table);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                keys.add(
                        new Key(row.getBoolean(1), List.of((String[]) row.getArray(2).getArray())));
            }
        }
        return keys;
    }

    private String columnsText() throws SQLException {
        boolean recent = major() >= GENERATED_COLUMNS;
        return COLUMNS.text()
                .replace("@generated@", recent ? "a.attgenerated::text" : "''")
                .replace("@deterministic@", recent ? "l.collisdeterministic" : "true");
    }

    private int major() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    private PreparedStatement prepare(String sql, TableName table) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setString(1, table.schema());
        query.setString(2, table.name());
        return query;
    }
}
