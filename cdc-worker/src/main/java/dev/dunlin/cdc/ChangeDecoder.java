package dev.dunlin.cdc;

import dev.dunlin.messaging.changes.BatchEncoder;
import dev.dunlin.messaging.changes.EncodedRelation;
import dev.dunlin.protocol.CaptureNames;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies the messages of pgoutput (version 1) into batches. A tuple has the same form on both
 * sides, so rows are copied as they are and values never become anything but bytes.
 */
final class ChangeDecoder {

    /** Microseconds between 1970 and 2000, where PostgreSQL begins to count. */
    private static final long EPOCH = 946_684_800_000_000L;

    private final BatchEncoder encoder;
    private final RelationCatalog catalog;
    private final CaptureNames names;
    private final CapturedChanges counts;
    private final Map<Integer, CapturedRelation> relations = new HashMap<>();
    private final MessageBytes in = new MessageBytes();

    private int lastOid;
    private CapturedRelation last = CapturedRelation.NONE;

    ChangeDecoder(
            BatchEncoder encoder,
            RelationCatalog catalog,
            CaptureNames names,
            CapturedChanges counts) {
        this.counts = counts;
        this.encoder = encoder;
        this.catalog = catalog;
        this.names = names;
    }

    /** Takes one message. */
    void take(ByteBuffer message) throws SQLException {
        in.wrap(message);
        char type = in.character();
        switch (type) {
            case 'B' -> {
                long commitLsn = in.i64();
                long time = in.i64() + EPOCH;
                encoder.begin(commitLsn, time, in.i32());
            }
            case 'C' -> {
                in.skip(1 + 8);
                encoder.commit(in.i64());
            }
            case 'I' -> insert();
            case 'U' -> update();
            case 'D' -> delete();
            case 'T' -> truncate();
            case 'R' -> relation();
            case 'M' -> message();
            case 'Y', 'O' -> {
                // Types are asked for by oid; the origin of a transaction changes nothing.
            }
            default -> throw new IllegalStateException("pgoutput sent a message " + type);
        }
    }

    private void insert() {
        CapturedRelation relation = captured();
        in.skip(1);
        if (relation.heartbeat()) {
            heartbeatRow();
        } else if (relation.moves()) {
            counts.insert();
            encoder.row('I', relation.encoded());
            rest();
        }
    }

    private void update() {
        CapturedRelation relation = captured();
        char kind = in.character();
        if (relation.heartbeat()) {
            if (kind != 'N') {
                in.skipTuple();
                in.skip(1);
            }
            heartbeatRow();
            return;
        }
        if (!relation.moves()) {
            return;
        }
        counts.update();
        switch (kind) {
            case 'K' -> {
                encoder.row('K', relation.encoded());
                identity(relation);
                in.skip(1);
            }
            case 'O' -> {
                encoder.row('O', relation.encoded());
                int from = in.position();
                in.skipTuple();
                encoder.encoded(in.array(), from, in.position() - from);
                in.skip(1);
            }
            default -> encoder.row('U', relation.encoded());
        }
        rest();
    }

    private void delete() {
        CapturedRelation relation = captured();
        char kind = in.character();
        if (!relation.moves()) {
            return;
        }
        counts.delete();
        if (kind == 'K') {
            encoder.row('D', relation.encoded());
            identity(relation);
        } else {
            encoder.row('E', relation.encoded());
            rest();
        }
    }

    /** The tuple that fills the message to its end. */
    private void rest() {
        encoder.encoded(in.array(), in.position(), in.left());
    }

    /** Of a tuple, the columns that belong to the identity: the server sends NULL for others. */
    private void identity(CapturedRelation relation) {
        boolean[] key = relation.key();
        int columns = in.u16();
        encoder.tuple(relation.keyColumns());
        for (int i = 0; i < columns; i++) {
            int from = in.position();
            in.skipColumn();
            if (key[i]) {
                encoder.encoded(in.array(), from, in.position() - from);
            }
        }
    }

    private void truncate() {
        int count = in.i32();
        int options = in.u8();
        List<EncodedRelation> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CapturedRelation relation = captured();
            if (relation.moves()) {
                tables.add(relation.encoded());
            }
        }
        if (!tables.isEmpty()) {
            counts.truncate();
            encoder.truncate(options, tables);
        }
    }

    private CapturedRelation captured() {
        int oid = in.i32();
        if (oid != lastOid || last == CapturedRelation.NONE) {
            CapturedRelation found = relations.get(oid);
            if (found == null) {
                throw new IllegalStateException("pgoutput did not describe relation " + oid);
            }
            lastOid = oid;
            last = found;
        }
        return last;
    }

    /** The server describes a table again after many events; only some of them changed it. */
    private void relation() throws SQLException {
        byte[] description = in.copy();
        int oid = in.i32();
        CapturedRelation known = relations.get(oid);
        if (known == null || !known.sameAs(description)) {
            relations.put(oid, catalog.describe(description, in, Integer.toUnsignedLong(oid)));
            last = CapturedRelation.NONE;
        }
    }

    private void message() {
        boolean transactional = in.u8() == 1;
        in.skip(8);
        String prefix = in.string();
        String content = in.text(in.i32());
        if (transactional && prefix.equals(names.messagePrefix())) {
            own(SourceMessages.isMarker(content), SourceMessages.number(content));
        }
    }

    /** A row of the heartbeat table: kind and number. */
    private void heartbeatRow() {
        in.skip(2 + 1);
        String kind = in.text(in.i32());
        in.skip(1);
        int number = Integer.parseInt(in.text(in.i32()));
        own(kind.equals(Integer.toString(HeartbeatTable.MARKER)), number);
    }

    private void own(boolean marker, int number) {
        if (marker) {
            encoder.marker(number);
        } else {
            encoder.heartbeat(number);
        }
    }
}
