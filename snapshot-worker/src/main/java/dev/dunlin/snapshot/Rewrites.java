package dev.dunlin.snapshot;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finds tables whose files were replaced after a snapshot. TRUNCATE, VACUUM FULL and the like do
 * not heed snapshots: a table truncated since looks empty to them all, and pages are others. The
 * catalog as the snapshot sees it tells the file that was, a function the file that is.
 */
final class Rewrites {

    private static final SqlFile QUERY = SqlFile.of(Rewrites.class, "rewritten");

    private Rewrites() {}

    /** Locks the table, and its partitions, against being rewritten, and says whether it was. */
    static boolean since(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table.quoted() + " IN ACCESS SHARE MODE");
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY.text())) {
            statement.setString(1, table.quoted());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
