package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Job.HoldSnapshot;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * A temporary replication slot, made for what comes with it: a snapshot and the LSN that divides
 * what it sees from what it does not. The snapshot can be imported until this is closed; the slot
 * goes with the connection and never holds WAL back for longer.
 */
final class AnchorSlot implements AutoCloseable {

    private static final String WAITED = "DUN-SRC-SLOT-WAIT";
    private static final String WAL_LEVEL = "DUN-SRC-WAL-LEVEL";
    private static final String REPLICATION = "DUN-SRC-REPLICATION";

    private final Connection connection;
    private final String snapshotId;
    private final String lsn;

    private AnchorSlot(Connection connection, String snapshotId, String lsn) {
        this.connection = connection;
        this.snapshotId = snapshotId;
        this.lsn = lsn;
    }

    /**
     * Makes the slot, which waits for every transaction that writes at the moment.
     *
     * @param waiting told who is in the way
     */
    static AnchorSlot create(
            PostgresConnector connector,
            HoldSnapshot job,
            SlotWait.Patience patience,
            Consumer<String> waiting) {
        DatabaseAddress source = job.source();
        Connection connection = open(connector, job);
        try {
            int pid = connection.unwrap(PGConnection.class).getBackendPID();
            try (SlotWait wait = SlotWait.start(connector, source, pid, patience, waiting)) {
                AnchorSlot slot = create(connection, source, wait);
                wait.made();
                return slot;
            }
        } catch (SQLException e) {
            Quietly.close(connection);
            throw SqlFailures.of(e, Side.SOURCE, "making a temporary slot in " + source);
        } catch (FailureException e) {
            Quietly.close(connection);
            throw e;
        }
    }

    /** Whether trying again cannot help until somebody has done something about it. */
    static boolean needsHelp(FailureException failure) {
        return Set.of(WAITED, WAL_LEVEL, REPLICATION).contains(failure.failure().code());
    }

    private static Connection open(PostgresConnector connector, HoldSnapshot job) {
        // The wait has an end of its own; the usual limit for locks would come before it.
        SessionSettings settings =
                SessionSettings.source("dunlin/" + job.migration()).with("lock_timeout", "0");
        try {
            return connector.openReplication(job.source(), settings);
        } catch (FailureException e) {
            if (e.getCause() instanceof SQLException cause && "42501".equals(cause.getSQLState())) {
                throw noRight(job.source(), e);
            }
            throw e;
        }
    }

    private static AnchorSlot create(Connection connection, DatabaseAddress source, SlotWait wait) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(command())) {
            row.next();
            return new AnchorSlot(
                    connection, row.getString("snapshot_name"), row.getString("consistent_point"));
        } catch (SQLException e) {
            if (wait.tookTooLong()) {
                throw waited(source, wait.blockers(), e);
            }
            throw switch (String.valueOf(e.getSQLState())) {
                case "42501" -> noRight(source, e);
                case "55000" -> notReady(source, e);
                default -> SqlFailures.of(e, Side.SOURCE, "making a temporary slot in " + source);
            };
        }
    }

    /** The syntax that every version from 10 on takes. */
    private static String command() {
        String name =
                String.format(
                        Locale.ROOT, "dunlin_tmp_%016x", ThreadLocalRandom.current().nextLong());
        return "CREATE_REPLICATION_SLOT " + name + " TEMPORARY LOGICAL pgoutput EXPORT_SNAPSHOT";
    }

    private static FailureException waited(
            DatabaseAddress source, String blockers, SQLException cause) {
        return failure(
                WAITED,
                "a snapshot of " + source + " was not to be had while others write: " + blockers,
                "Let the transaction end, or end it (pg_terminate_backend; ROLLBACK PREPARED for a"
                        + " prepared one), then retry.",
                cause);
    }

    private static FailureException noRight(DatabaseAddress source, Exception cause) {
        return failure(
                REPLICATION,
                "user " + source.endpoint().user() + " may not make replication slots in " + source,
                "ALTER ROLE … REPLICATION (Amazon RDS: GRANT rds_replication TO …), then retry.",
                cause);
    }

    private static FailureException notReady(DatabaseAddress source, SQLException cause) {
        return failure(
                WAL_LEVEL,
                "the server of "
                        + source
                        + " makes no logical slots: "
                        + SqlFailures.primaryMessage(cause),
                "Set wal_level = logical on a primary server and restart it, then retry.",
                cause);
    }

    private static FailureException failure(
            String code, String message, String action, Exception cause) {
        return new FailureException(
                new Failure(code, FailureKind.SOURCE, message, action), false, cause);
    }

    String snapshotId() {
        return snapshotId;
    }

    /** Transactions whose commit record begins before this are seen by the snapshot. */
    String lsn() {
        return lsn;
    }

    @Override
    public void close() {
        Quietly.close(connection);
    }
}
