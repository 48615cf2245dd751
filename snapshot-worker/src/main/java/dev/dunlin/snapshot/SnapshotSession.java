package dev.dunlin.snapshot;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.postgres.ExtensionTables;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection inside a read-only transaction that sees an imported snapshot. Many chunks pay for
 * one connection.
 */
final class SnapshotSession implements AutoCloseable {

    private static final Pattern SNAPSHOT_ID = Pattern.compile("[0-9A-Fa-f]+(-[0-9A-Fa-f]+)*");
    private static final Set<String> GONE_STATES = Set.of("22023", "42704", "55000", "58P01");

    private final Connection connection;
    private @Nullable Map<TableName, String> conditions;

    private SnapshotSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects and imports.
     *
     * @throws FailureException {@link FailureCodes#SNAPSHOT_GONE} when the snapshot is not held any
     *     more
     */
    static SnapshotSession open(
            PostgresConnector connector, DatabaseAddress address, String snapshotId, String name) {
        if (!SNAPSHOT_ID.matcher(snapshotId).matches()) {
            throw gone(address, snapshotId, null);
        }
        Connection connection = connector.open(address, SessionSettings.source(name));
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshotId + "'");
            return new SnapshotSession(connection);
        } catch (SQLException e) {
            Quietly.close(connection);
            if (e.getSQLState() != null && GONE_STATES.contains(e.getSQLState())) {
                throw gone(address, snapshotId, e);
            }
            throw SqlFailures.of(e, Side.SOURCE, "importing a snapshot of " + address);
        }
    }

    Connection connection() {
        return connection;
    }

    /**
     * Whether a table was truncated or rewritten since the snapshot. When it was not, it cannot be
     * until the transaction ends: a lock keeps those out who would.
     */
    boolean rewritten(TableName table) throws SQLException {
        return Rewrites.since(connection, table);
    }

    /** Begins its transaction anew, so that locks on what was read are given back. */
    boolean renew(String snapshotId) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshotId + "'");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The condition under which rows of an extension's own table move; empty for all others. */
    String conditionOf(TableName table) throws SQLException {
        Map<TableName, String> known = conditions;
        if (known == null) {
            known = ExtensionTables.conditions(connection);
            conditions = known;
        }
        return known.getOrDefault(table, "");
    }

    /** Ends the transaction and the connection. */
    @Override
    public void close() {
        Quietly.close(connection);
    }

    static FailureException gone(
            DatabaseAddress address, String snapshotId, @Nullable Throwable cause) {
        return new FailureException(
                new Failure(
                        FailureCodes.SNAPSHOT_GONE,
                        FailureKind.SOURCE,
                        "snapshot " + snapshotId + " of " + address + " is not held any more",
                        "Nothing to do: the work is issued again under a new snapshot."),
                false,
                cause);
    }
}
