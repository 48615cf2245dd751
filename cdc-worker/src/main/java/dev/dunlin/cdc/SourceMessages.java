package dev.dunlin.cdc;

import dev.dunlin.protocol.CaptureNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes Dunlin's own messages into the source's WAL, each in a transaction of its own, so that
 * they travel through capture and apply as changes do.
 */
final class SourceMessages {

    private static final String HEARTBEAT = "heartbeat ";
    private static final String MARKER = "marker ";

    private final Connection connection;
    private final CaptureNames names;
    private final boolean table;

    SourceMessages(Connection connection, CaptureNames names) throws SQLException {
        this.connection = connection;
        this.names = names;
        this.table = HeartbeatTable.neededOn(connection);
    }

    void heartbeat(int number) throws SQLException {
        var _ = write(HeartbeatTable.HEARTBEAT, HEARTBEAT + number, number);
    }

    /** Writes a marker; where it is, which is before its transaction ends. */
    String marker(int number) throws SQLException {
        return write(HeartbeatTable.MARKER, MARKER + number, number);
    }

    private String write(int kind, String content, int number) throws SQLException {
        if (table) {
            return new HeartbeatTable(names).write(connection, kind, number);
        }
        try (PreparedStatement emit =
                connection.prepareStatement(
                        "SELECT pg_catalog.pg_logical_emit_message(true, ?, ?::text)::text")) {
            emit.setString(1, names.messagePrefix());
            emit.setString(2, content);
            try (ResultSet row = emit.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Whether the content is a marker's, and not a heartbeat's. */
    static boolean isMarker(String content) {
        return content.startsWith(MARKER);
    }

    /** The number in a content. */
    static int number(String content) {
        return Integer.parseInt(content.substring(content.indexOf(' ') + 1));
    }
}
