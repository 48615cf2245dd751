package dev.dunlin.sink.apply;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The row that says how far a database is. It is locked before anything is applied and moved in the
 * same transaction, each time only from the version this applier knows: should another have moved
 * it, this one was taken for dead and must stop.
 */
final class PositionRow {

    private static final SqlFile CREATE = SqlFile.of(PositionRow.class, "position-create");
    private static final SqlFile READ = SqlFile.of(PositionRow.class, "position-read");
    private static final SqlFile MOVE = SqlFile.of(PositionRow.class, "position-move");

    private final Connection connection;
    private final String database;

    PositionRow(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** Reads the row, which is made when the database has applied nothing yet; commits. */
    Applied open(long startLsn) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Two that create the table at once would fail even with IF NOT EXISTS.
            statement.execute(
                    "SELECT pg_catalog.pg_advisory_xact_lock("
                            + "pg_catalog.hashtext('dunlin_ledger.apply_position'))");
            statement.execute(CREATE.text());
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO dunlin_ledger.apply_position"
                                + " (source_database, chain_end, applied_lsn)"
                                + " VALUES (?, ?::text::pg_lsn, ?::text::pg_lsn)"
                                + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, database);
            insert.setString(2, Lsn.text(startLsn));
            insert.setString(3, Lsn.text(startLsn));
            insert.executeUpdate();
        }
        try (PreparedStatement query = connection.prepareStatement(READ.text())) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                Applied applied = read(row);
                connection.commit();
                return applied;
            }
        }
    }

    private static Applied read(ResultSet row) throws SQLException {
        return new Applied(
                row.getLong(1),
                new ResumePoint(
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        Lsn.parse(row.getString(5))),
                Lsn.parse(row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                new Applied.Marker(row.getInt(12), Lsn.parse(row.getString(13)), row.getLong(14)));
    }

    /** Locks the row for the transaction that begins with this. */
    void lock(Applied known) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT FROM dunlin_ledger.apply_position"
                                + " WHERE source_database = ? AND version = ? FOR UPDATE")) {
            query.setString(1, database);
            query.setLong(2, known.version());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw overtaken();
                }
            }
        }
    }

    /** Moves the row; what it holds then. */
    Applied move(Applied known, Applied to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE.text())) {
            update.setLong(1, to.resume().offset());
            update.setLong(2, to.resume().epoch());
            update.setLong(3, to.resume().sequence());
            update.setString(4, Lsn.text(to.resume().end()));
            update.setString(5, Lsn.text(to.lsn()));
            update.setLong(6, to.commitTime());
            update.setLong(7, to.changes());
            update.setLong(8, to.transactions());
            update.setLong(9, to.oneByOne());
            update.setLong(10, to.sinceMarker());
            update.setInt(11, to.marker().number());
            update.setString(12, Lsn.text(to.marker().lsn()));
            update.setLong(13, to.marker().changes());
            update.setString(14, database);
            update.setLong(15, known.version());
            if (update.executeUpdate() != 1) {
                throw overtaken();
            }
        }
        return new Applied(
                known.version() + 1,
                to.resume(),
                to.lsn(),
                to.commitTime(),
                to.changes(),
                to.transactions(),
                to.oneByOne(),
                to.sinceMarker(),
                to.marker());
    }

    /** Retryable: whoever still owns the job reads the row again and goes on from there. */
    private FailureException overtaken() {
        return new FailureException(
                new Failure(
                        "DUN-APPLY-OVERTAKEN",
                        FailureKind.TARGET,
                        "another worker applies the changes of database " + database,
                        "nothing is lost: the one that owns the work goes on"),
                true,
                null);
    }
}
