package dev.dunlin.cdc;

import dev.dunlin.messaging.changes.EncodedRelation;
import dev.dunlin.messaging.changes.EncodedRelation.Column;
import dev.dunlin.protocol.TableName;
import java.util.Arrays;
import java.util.List;

/** A table as the stream described it last. */
final class CapturedRelation {

    /** No relation at all. */
    static final CapturedRelation NONE =
            new CapturedRelation(
                    new byte[0],
                    new EncodedRelation(new TableName("", ""), 'n', List.of()),
                    new boolean[0],
                    Fate.STAYS);

    /** What becomes of its changes. */
    enum Fate {
        MOVES,
        STAYS,
        HEARTBEAT
    }

    private final byte[] description;
    private final EncodedRelation encoded;
    private final boolean[] key;
    private final int keyColumns;
    private final Fate fate;

    private CapturedRelation(
            byte[] description, EncodedRelation encoded, boolean[] key, Fate fate) {
        this.description = description;
        this.encoded = encoded;
        this.key = key;
        int count = 0;
        for (boolean part : key) {
            count += part ? 1 : 0;
        }
        this.keyColumns = count;
        this.fate = fate;
    }

    static CapturedRelation of(
            byte[] description, TableName name, char identity, List<Column> columns, Fate fate) {
        boolean[] key = new boolean[columns.size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = columns.get(i).identity();
        }
        return new CapturedRelation(
                description, new EncodedRelation(name, identity, columns), key, fate);
    }

    boolean sameAs(byte[] other) {
        return Arrays.equals(description, other);
    }

    EncodedRelation encoded() {
        return encoded;
    }

    /** For each column, whether it is part of the identity. Not to be written to. */
    boolean[] key() {
        return key;
    }

    int keyColumns() {
        return keyColumns;
    }

    boolean moves() {
        return fate == Fate.MOVES;
    }

    boolean heartbeat() {
        return fate == Fate.HEARTBEAT;
    }
}
