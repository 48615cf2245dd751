package dev.dunlin.messaging.changes;

import dev.dunlin.protocol.TableName;
import java.util.List;

/**
 * A table as the batches describe it, encoded once and copied into each batch that needs it. Made
 * anew when the table's shape changes. Belongs to one {@link BatchEncoder}.
 */
public final class EncodedRelation {

    /**
     * A column of it.
     *
     * @param identity whether it is part of the replica identity
     * @param type as {@code format_type} writes it
     */
    public record Column(boolean identity, String name, String type) {}

    final byte[] bytes;
    final TableName name;

    /** Which batch has it already, and under which index; kept by the encoder. */
    long batch = -1;

    int index;

    /** A relation with a replica identity of {@code d}, {@code i}, {@code f} or {@code n}. */
    public EncodedRelation(TableName name, char identity, List<Column> columns) {
        this.name = name;
        GrowingBytes into = new GrowingBytes(256);
        into.string(name.schema());
        into.string(name.name());
        into.u8(identity);
        into.u16(columns.size());
        for (Column column : columns) {
            into.u8(column.identity() ? 1 : 0);
            into.string(column.name());
            into.string(column.type());
        }
        bytes = into.copy();
    }

    public TableName name() {
        return name;
    }
}
