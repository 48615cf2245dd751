package dev.dunlin.protocol;

import java.util.List;

/**
 * How one table is copied.
 *
 * @param oid the table's oid on the source
 * @param bytes size of its heap and TOAST under the snapshot's catalog
 * @param columns columns that are copied, generated ones left out; may be empty
 * @param keyColumns columns of the primary key, empty without one
 * @param chunks ranges in order; empty for a parent whose rows live in its partitions
 * @param digestRanges ranges that both sides digest, by key or whole; empty for a parent
 * @param keys items built first after the load
 * @param indexes items built next
 * @param foreignKeys items added when all tables are built
 */
public record TablePlan(
        TableId id,
        TableName name,
        long oid,
        long bytes,
        long estimatedRows,
        List<String> columns,
        List<String> keyColumns,
        CopyFormat format,
        List<ChunkRange> chunks,
        List<ChunkRange> digestRanges,
        List<SchemaItem> keys,
        List<SchemaItem> indexes,
        List<SchemaItem> foreignKeys) {

    public TablePlan {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
        chunks = List.copyOf(chunks);
        digestRanges = List.copyOf(digestRanges);
        keys = List.copyOf(keys);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** What a reader and a loader need to know of the table. */
    public TableShape shape() {
        return new TableShape(id, name, columns, keyColumns, format);
    }
}
