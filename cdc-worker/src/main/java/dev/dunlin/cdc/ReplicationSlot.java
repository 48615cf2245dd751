package dev.dunlin.cdc;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A logical replication slot as the server shows it.
 *
 * @param confirmed what its reader has confirmed; 0 when nothing
 * @param holder process that reads it; 0 when nobody does
 * @param holderName application name of that process
 * @param holderUser user of that process
 * @param walStatus as in {@code pg_replication_slots}; {@code reserved} before PostgreSQL 13
 */
record ReplicationSlot(
        String name,
        String plugin,
        String database,
        long confirmed,
        int holder,
        String holderName,
        String holderUser,
        String walStatus) {

    static final String PLUGIN = "pgoutput";

    /** The slot of this name, whatever it is. */
    static Optional<ReplicationSlot> find(Connection connection, String name) throws SQLException {
        String column =
                connection.getMetaData().getDatabaseMajorVersion() >= 13
                        ? "s.wal_status"
                        : "'reserved'";
        String sql = SqlFile.of(ReplicationSlot.class, "slot").text().replace("$STATUS", column);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static ReplicationSlot read(ResultSet row) throws SQLException {
        return new ReplicationSlot(
                text(row, "slot_name"),
                text(row, "plugin"),
                text(row, "database"),
                lsn(text(row, "confirmed_flush_lsn")),
                row.getInt("active_pid"),
                text(row, "application_name"),
                text(row, "usename"),
                text(row, "wal_status"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** An LSN as PostgreSQL writes it, as a number; 0 when there is none. */
    static long lsn(String text) {
        return text.isEmpty() ? 0 : LogSequenceNumber.valueOf(text).asLong();
    }

    /** A number as PostgreSQL writes LSNs. */
    static String lsn(long number) {
        return LogSequenceNumber.valueOf(number).asString();
    }

    boolean lost() {
        return walStatus.equals("lost");
    }

    /** Whether this is a slot we could have made in the database. */
    boolean fits(String wanted) {
        return plugin.equals(PLUGIN) && database.equals(wanted);
    }

    /** Why it is not a slot we could have made. */
    String misfit() {
        return database.isEmpty()
                ? "is a physical slot"
                : "is of database " + database + " with plugin " + plugin;
    }

    /** Whether somebody reads it. */
    boolean held() {
        return holder != 0;
    }

    /** Ends the process that reads it. */
    void endHolder(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.pg_terminate_backend(?)")) {
            statement.setInt(1, holder);
            statement.execute();
        }
    }

    /** Drops it; nobody may be reading it. */
    void drop(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.pg_drop_replication_slot(?)")) {
            statement.setString(1, name);
            statement.execute();
        }
    }
}
