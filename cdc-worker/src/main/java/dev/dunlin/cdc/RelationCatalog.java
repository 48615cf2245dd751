package dev.dunlin.cdc;

import dev.dunlin.cdc.CapturedRelation.Fate;
import dev.dunlin.messaging.changes.EncodedRelation.Column;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.TablePatternMatcher;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to the stream's description of a table what only the catalog knows: how its types are
 * written, and whether it moves. Has a session of its own, used by the streaming thread alone.
 */
final class RelationCatalog {

    private record Type(long oid, int modifier) {}

    private final Connection connection;
    private final TablePatterns patterns;
    private final TablePatternMatcher excluded;
    private final TableName heartbeats;
    private final Map<Type, String> types = new HashMap<>();
    private MovingRelations relations;

    RelationCatalog(Connection connection, TablePatterns patterns, CaptureNames names)
            throws SQLException {
        this.connection = connection;
        this.patterns = new TablePatterns(List.of(), patterns.exclude());
        this.excluded = new TablePatternMatcher(this.patterns);
        this.heartbeats = new HeartbeatTable(names).name();
        this.relations = MovingRelations.load(connection, this.patterns);
    }

    /** Reads a description from behind the relation's oid on. */
    CapturedRelation describe(byte[] description, MessageBytes in, long oid) throws SQLException {
        String schema = in.string();
        TableName name = new TableName(schema.isEmpty() ? "pg_catalog" : schema, in.string());
        char identity = in.character();
        int count = in.u16();
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean key = (in.u8() & 1) != 0;
            String column = in.string();
            Type type = new Type(Integer.toUnsignedLong(in.i32()), in.i32());
            columns.add(new Column(key, column, text(type)));
        }
        return CapturedRelation.of(description, name, identity, columns, fate(name, oid));
    }

    /**
     * A table stays when it is excluded, by its own name or by that of a table it is a partition
     * of. One that is gone by now can only be judged by its name. What is included was decided when
     * the publication was made: a table that has another name since is still followed.
     */
    private Fate fate(TableName name, long oid) throws SQLException {
        if (name.equals(heartbeats)) {
            return Fate.HEARTBEAT;
        }
        if (!relations.knows(oid)) {
            relations = MovingRelations.load(connection, patterns);
        }
        boolean stays = relations.stays(oid) || !excluded.matches(name);
        return stays ? Fate.STAYS : Fate.MOVES;
    }

    private String text(Type type) throws SQLException {
        String known = types.get(type);
        if (known != null) {
            return known;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT pg_catalog.format_type(?::text::oid, ?)")) {
            query.setString(1, Long.toString(type.oid()));
            query.setInt(2, type.modifier());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String text = row.getString(1);
                types.put(type, text);
                return text;
            }
        }
    }
}
