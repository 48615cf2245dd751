package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.SchemaItem;
import java.util.List;

/**
 * What is built on one table after its rows are loaded.
 *
 * @param oid the table's oid on the source
 * @param keys primary keys, unique and exclusion constraints
 * @param indexes other indexes and extended statistics
 * @param foreignKeys foreign keys that this table holds
 */
public record TableItems(
        long oid, List<SchemaItem> keys, List<SchemaItem> indexes, List<SchemaItem> foreignKeys) {

    public TableItems {
        keys = List.copyOf(keys);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
    }
}
