package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.Job.HoldSnapshot;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction that has exported its snapshot: while it is open, others can import it. */
final class HeldSnapshot implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeldSnapshot.class);
    private static final int CHECK_MILLIS = 10_000;

    private final Connection connection;
    private final String what;
    private final Snapshot snapshot;

    private HeldSnapshot(Connection connection, String what, Snapshot snapshot) {
        this.connection = connection;
        this.what = what;
        this.snapshot = snapshot;
    }

    /**
     * Connects, begins and exports; an anchored one first takes a temporary slot's snapshot over.
     *
     * @param waiting told who is in the way of the slot
     */
    static HeldSnapshot take(
            PostgresConnector connector,
            HoldSnapshot job,
            SlotWait.Patience patience,
            Consumer<String> waiting) {
        if (!job.anchored()) {
            return take(connector, job, null);
        }
        try (AnchorSlot anchor = AnchorSlot.create(connector, job, patience, waiting)) {
            return take(connector, job, anchor);
        }
    }

    private static HeldSnapshot take(
            PostgresConnector connector, HoldSnapshot job, @Nullable AnchorSlot anchor) {
        String what = "holding a snapshot of " + job.source();
        Connection connection =
                connector.open(job.source(), SessionSettings.source("dunlin/" + job.migration()));
        try {
            connection.setNetworkTimeout(Runnable::run, CHECK_MILLIS);
            String server = serverIdentity(connection);
            Snapshot snapshot = export(connection, server, anchor);
            return new HeldSnapshot(connection, what, snapshot);
        } catch (SQLException e) {
            Quietly.close(connection);
            throw SqlFailures.of(e, Side.SOURCE, what);
        }
    }

    private static Snapshot export(
            Connection connection, String server, @Nullable AnchorSlot anchor) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (anchor != null) {
                statement.execute("SET TRANSACTION SNAPSHOT '" + anchor.snapshotId() + "'");
            }
            try (ResultSet row =
                    statement.executeQuery(
                            SqlFile.of(HeldSnapshot.class, "export-snapshot").text())) {
                row.next();
                return new Snapshot(
                        row.getString("id"),
                        row.getString("visibility"),
                        server + row.getString("incarnation"),
                        anchor == null ? row.getString("lsn") : anchor.lsn());
            }
        }
    }

    /** System identifier and timeline, where this role may read them. */
    private static String serverIdentity(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                SqlFile.of(HeldSnapshot.class, "server-identity").text())) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            log.debug("the system identifier cannot be read: {}", e.getSQLState());
            return "";
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Asks the server for a sign of life; fails when the snapshot is lost. */
    void check() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT");
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.SOURCE, what);
        }
    }

    /** Cuts the connection without waiting for the server. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("aborting a connection: {}", e.getSQLState());
        }
    }

    @Override
    public void close() {
        Quietly.close(connection);
    }
}
