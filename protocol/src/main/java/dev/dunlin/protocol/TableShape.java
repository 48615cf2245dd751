package dev.dunlin.protocol;

import java.util.List;

/** The part of a table's plan that reading, loading and digesting need. */
public record TableShape(
        TableId id,
        TableName name,
        List<String> columns,
        List<String> keyColumns,
        CopyFormat format) {

    public TableShape {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
    }
}
