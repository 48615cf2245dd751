package dev.dunlin.postgres;

import dev.dunlin.protocol.CopyFormat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides how a table's rows travel. Binary is taken only when every column's type is known to send
 * and receive unchanged between servers: built-in scalars of fixed form, arrays and ranges of them,
 * enums and domains over them. Left to text: types that send object ids (reg…, composites, arrays
 * of user-defined types), types of extensions, and money, whose form depends on the session.
 */
public final class CopyFormats {

    private CopyFormats() {}

    /** Format for each table, by its oid. Tables without columns to copy get text. */
    public static Map<Long, CopyFormat> of(Connection connection, Collection<Long> tables)
            throws SQLException {
        Map<Long, CopyFormat> formats = new HashMap<>();
        tables.forEach(oid -> formats.put(oid, CopyFormat.TEXT));
        try (PreparedStatement statement =
                connection.prepareStatement(SqlFile.named("copy-formats").text())) {
            statement.setArray(1, connection.createArrayOf("int8", tables.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    formats.put(
                            rows.getLong(1),
                            rows.getBoolean(2) ? CopyFormat.BINARY : CopyFormat.TEXT);
                }
            }
        }
        return formats;
    }
}
