package dev.dunlin.messaging.changes;

import dev.dunlin.protocol.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of the source at the time of a change.
 *
 * @param identity what its updates and deletes tell rows apart by: {@code d}, {@code i}, {@code f}
 *     or {@code n}
 */
public record ChangedRelation(TableName name, char identity, List<Column> columns) {

    public ChangedRelation {
        columns = List.copyOf(columns);
    }

    /**
     * A published column.
     *
     * @param key whether it is part of the identity
     * @param type as format_type writes it
     */
    public record Column(String name, String type, boolean key) {}

    /** Reads a relation of the changes format that begins at this place. */
    public static ChangedRelation read(byte[] bytes, int at) {
        Strings from = new Strings(bytes, at);
        TableName name = new TableName(from.next(), from.next());
        char identity = (char) bytes[from.at];
        int count = BigEndian.u16(bytes, from.at + 1);
        from.at += 3;
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean key = (bytes[from.at++] & 1) != 0;
            columns.add(new Column(from.next(), from.next(), key));
        }
        return new ChangedRelation(name, identity, columns);
    }

    private static final class Strings {

        private final byte[] bytes;
        private int at;

        Strings(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        String next() {
            int length = BigEndian.u16(bytes, at);
            String text = new String(bytes, at + 2, length, StandardCharsets.UTF_8);
            at += 2 + length;
            return text;
        }
    }
}
