package dev.dunlin.cdc;

import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Stands in for logical messages before PostgreSQL 14: a table of two rows, one for heartbeats and
 * one for markers, whose updates travel like messages.
 */
record HeartbeatTable(CaptureNames names) {

    static final int HEARTBEAT = 0;
    static final int MARKER = 1;

    private static final int MESSAGES_SINCE = 14;

    /** Whether a server needs one. */
    static boolean neededOn(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() < MESSAGES_SINCE;
    }

    TableName name() {
        return new TableName(names.schema(), "heartbeat");
    }

    /** Makes it and publishes it. */
    void ensure(Connection connection) throws SQLException {
        String table = name().quoted();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + TableName.quote(names.schema()));
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + table
                            + " (kind integer PRIMARY KEY, number integer NOT NULL)");
            statement.execute(
                    "INSERT INTO " + table + " VALUES (0, 0), (1, 0) ON CONFLICT DO NOTHING");
            long oid;
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT '" + table.replace("'", "''") + "'::regclass::oid::bigint")) {
                row.next();
                oid = row.getLong(1);
            }
            new Publication(connection, names.publication()).add(name(), oid);
        }
    }

    /** Writes a message; the WAL position behind it. */
    String write(Connection connection, int kind, int number) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE "
                                + name().quoted()
                                + " SET number = ? WHERE kind = ?"
                                + " RETURNING pg_catalog.pg_current_wal_insert_lsn()::text")) {
            update.setInt(1, number);
            update.setInt(2, kind);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the heartbeat table is empty", "02000");
                }
                return row.getString(1);
            }
        }
    }

    /** Removes it with its schema; nothing happens when it is not there. */
    void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "DROP SCHEMA IF EXISTS " + TableName.quote(names.schema()) + " CASCADE");
        }
    }
}
