package dev.dunlin.cdc;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * The source and the slot at one moment.
 *
 * @param written end of WAL
 * @param clock the source's clock, epoch milliseconds
 * @param confirmed what the slot's reader has confirmed; 0 when there is no slot
 * @param retained WAL bytes the slot holds back
 * @param safe WAL bytes that may yet be written before the slot is lost; -1 without a limit
 * @param active whether somebody reads the slot
 */
record SourceStatus(
        String written,
        long clock,
        boolean present,
        long confirmed,
        long retained,
        long safe,
        String walStatus,
        boolean active) {

    private static final int LIMITS_SINCE = 13;

    static SourceStatus read(Connection connection, String slot) throws SQLException {
        boolean limits = connection.getMetaData().getDatabaseMajorVersion() >= LIMITS_SINCE;
        String sql =
                SqlFile.of(SourceStatus.class, "source-status")
                        .text()
                        .replace("$SAFE", limits ? "s.safe_wal_size" : "NULL::bigint")
                        .replace("$STATUS", limits ? "s.wal_status" : "NULL::text");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return of(row);
            }
        }
    }

    private static SourceStatus of(ResultSet row) throws SQLException {
        long safe = row.getLong("safe");
        long limit = row.wasNull() ? -1 : safe;
        String confirmed = Objects.requireNonNullElse(row.getString("confirmed"), "");
        return new SourceStatus(
                row.getString("written"),
                row.getLong("clock"),
                row.getBoolean("present"),
                ReplicationSlot.lsn(confirmed),
                row.getLong("retained"),
                limit,
                Objects.requireNonNullElse(row.getString("wal_status"), "reserved"),
                row.getObject("active_pid") != null);
    }
}
