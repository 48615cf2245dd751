package dev.dunlin.postgres;

import dev.dunlin.protocol.TableName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A table, view or sequence of a user.
 *
 * @param kind {@code relkind}: r, p, f, v, m or S
 * @param parents tables it is a partition or an inheritance child of
 * @param owners tables whose column owns it, for a sequence
 * @param reads relations its definition reads, for a view
 */
public record Relation(
        long oid,
        TableName name,
        char kind,
        boolean partition,
        boolean extensionMember,
        List<Long> parents,
        List<Long> owners,
        List<Long> reads) {

    public Relation {
        parents = List.copyOf(parents);
        owners = List.copyOf(owners);
        reads = List.copyOf(reads);
    }

    /** Whether it holds rows, or its partitions do. */
    public boolean isTable() {
        return kind == 'r' || kind == 'p';
    }

    static Relation read(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                new TableName(row.getString("schema"), row.getString("name")),
                row.getString("kind").charAt(0),
                row.getBoolean("is_partition"),
                row.getBoolean("is_extension_member"),
                oids(row.getArray("parents")),
                oids(row.getArray("owning_tables")),
                oids(row.getArray("read_relations")));
    }

    private static List<Long> oids(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }
}
