package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.postgres.archive.SqlStatements;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Builds one item, its comments and its mark in one transaction. A worker that was taken for dead
 * may still build the same item: an advisory lock makes this one wait until that one is through,
 * and then the item is marked.
 */
final class ItemTransaction {

    private static final String LOCK_TIMEOUT = "55P03";

    private final Connection connection;
    private final ArchiveScript script;
    private final WorkContext context;
    private final Ledger ledger;
    private final String tableOwner;
    private final TargetTask.BuildItems task;

    ItemTransaction(
            Connection connection,
            ArchiveScript script,
            TargetTask.BuildItems task,
            WorkContext context)
            throws SQLException {
        this.connection = connection;
        this.script = script;
        this.context = context;
        this.ledger = new Ledger(connection);
        this.task = task;
        this.tableOwner = ownerOf(connection, task.shape().name());
        connection.setAutoCommit(false);
    }

    private static String ownerOf(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class"
                                + " WHERE oid = ?::pg_catalog.regclass")) {
            query.setString(1, table.quoted());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /**
     * Builds the item unless it is marked.
     *
     * @param entries the item's entry and what follows it
     */
    void build(List<ArchiveEntry> entries) throws SQLException {
        ArchiveEntry entry = entries.getFirst();
        ItemMark mark = ItemMark.of(entry.item(), script.sql(entry));
        try {
            lock(mark);
            if (!ledger.isRestored(mark)) {
                create(entry);
                for (ArchiveEntry each : entries.subList(1, entries.size())) {
                    create(SqlStatements.withoutOwner(script.sql(each)));
                }
                ledger.markRestored(List.of(mark));
            }
            connection.commit();
        } catch (SQLException e) {
            rollBackAfter(e);
            String name = TextLimits.oneLine(entry.label());
            throw SqlFailures.of(e, Side.TARGET, "building " + entry.kind() + " " + name);
        }
    }

    private void create(ArchiveEntry entry) throws SQLException {
        String sql = script.sql(entry);
        if (task.skipped().isEmpty() || task.stage() != ItemStage.FOREIGN_KEYS) {
            create(SqlStatements.withoutOwner(sql));
        } else {
            PointingKeys.add(connection, sql, task.shape().name(), task.skipped());
        }
    }

    /** Statistics have owners: theirs is set where the table got its own, so roles allow it. */
    private void create(SqlStatements.Owned owned) throws SQLException {
        execute(owned.sql());
        if (owned.owner().filter(tableOwner::equals).isPresent()) {
            execute(owned.assignment());
        }
    }

    private void lock(ItemMark mark) throws SQLException {
        while (true) {
            if (context.cancelled()) {
                throw new CancellationException("the build was taken away");
            }
            try {
                execute(
                        "SET LOCAL lock_timeout = '5s'; SELECT pg_catalog.pg_advisory_xact_lock("
                                + mark.lock()
                                + "); SET LOCAL lock_timeout = '60s'");
                return;
            } catch (SQLException e) {
                if (!LOCK_TIMEOUT.equals(Objects.requireNonNullElse(e.getSQLState(), ""))) {
                    throw e;
                }
                connection.rollback();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private void rollBackAfter(SQLException cause) throws SQLException {
        if (SqlFailures.connectionLost(cause)) {
            throw cause;
        }
        connection.rollback();
    }
}
