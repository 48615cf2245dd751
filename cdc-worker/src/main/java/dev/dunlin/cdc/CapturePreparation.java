package dev.dunlin.cdc;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.CaptureTask.PrepareCapture;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Makes the publication and, after it, the slot: from there on no change is missed. */
final class CapturePreparation {

    private static final int FAILOVER_SINCE = 17;

    /** A slot begins where all transactions that are open now have ended. */
    private static final String TRANSACTIONS_END_WITHIN = "10min";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final SourceSessions sessions;

    CapturePreparation(SourceSessions sessions) {
        this.sessions = sessions;
    }

    void prepare(PrepareCapture task, WorkContext context) {
        String database = task.source().database();
        CaptureNames names = CaptureNames.of(task.migration(), database);
        String doing = "preparing capture of database " + TextLimits.name(database);
        try (Connection connection = sessions.writing(task.source(), task.migration())) {
            checkWalLevel(connection);
            PublishableTables tables = PublishableTables.load(connection, task.patterns());
            checkIdentities(tables);
            Publication publication = new Publication(connection, names.publication());
            requireOurs(publication, database, sessions.mark(task.migration()));
            publication.ensure(tables.published());
            publication.mark(sessions.mark(task.migration()));
            if (HeartbeatTable.neededOn(connection)) {
                new HeartbeatTable(names).ensure(connection);
            }
            String start = slot(connection, names.slot(), database);
            context.report(
                    new Report.CapturePrepared(
                            task.migration(), database, start, warnings(database, tables)));
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.SOURCE, doing);
        }
    }

    private static void requireOurs(Publication publication, String database, CaptureMark ours)
            throws SQLException {
        Optional<CaptureMark> other = publication.mark().filter(mark -> !mark.equals(ours));
        if (other.isPresent()) {
            throw CaptureFailures.otherInstallation(publication.name(), database, other.get());
        }
    }

    private static void checkWalLevel(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_catalog.current_setting('wal_level')")) {
            row.next();
            String level = row.getString(1);
            if (!"logical".equals(level)) {
                throw CaptureFailures.source(
                        "WAL-LEVEL",
                        "the source's wal_level is " + level + ", so changes cannot be followed",
                        "Set wal_level = logical and restart the source, then resume.");
            }
        }
    }

    /** To publish such a table would make the source refuse its updates and deletes. */
    private static void checkIdentities(PublishableTables tables) {
        List<Relation> without = tables.withoutIdentity();
        if (!without.isEmpty()) {
            throw CaptureFailures.source(
                    "IDENTITY",
                    "tables without a replica identity cannot be followed: " + names(without),
                    "Give each a primary key, or ALTER TABLE … REPLICA IDENTITY FULL, then"
                            + " resume.");
        }
    }

    private static String slot(Connection connection, String name, String database)
            throws SQLException {
        Optional<ReplicationSlot> there = ReplicationSlot.find(connection, name);
        if (there.isPresent()) {
            ReplicationSlot slot = there.get();
            if (!slot.fits(database)) {
                throw CaptureFailures.slotForeign(name, slot.misfit());
            }
            if (slot.lost()) {
                throw CaptureFailures.slotLost(name);
            }
            return ReplicationSlot.lsn(slot.confirmed());
        }
        // Standbys are kept a copy of it, where they ask for one: a failover need not end this.
        boolean failover = connection.getMetaData().getDatabaseMajorVersion() >= FAILOVER_SINCE;
        String sql =
                "SELECT lsn::text FROM pg_catalog.pg_create_logical_replication_slot(?, ?"
                        + (failover ? ", failover => NOT pg_catalog.pg_is_in_recovery())" : ")");
        try (Statement patience = connection.createStatement();
                PreparedStatement create = connection.prepareStatement(sql)) {
            patience.execute("SET lock_timeout = '" + TRANSACTIONS_END_WITHIN + "'");
            create.setString(1, name);
            create.setString(2, ReplicationSlot.PLUGIN);
            try (ResultSet row = create.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw transactionsOpen(name, e);
            }
            throw e;
        }
    }

    private static FailureException transactionsOpen(String slot, SQLException cause) {
        Failure failure =
                new Failure(
                        "DUN-SRC-SLOT-WAIT",
                        FailureKind.SOURCE,
                        "replication slot "
                                + slot
                                + " could not be made, because transactions that began before are"
                                + " still open",
                        "End them (see xact_start in pg_stat_activity); it is tried again.");
        return new FailureException(failure, true, cause);
    }

    private static List<Finding> warnings(String database, PublishableTables tables) {
        if (tables.unlogged().isEmpty()) {
            return List.of();
        }
        return List.of(
                Finding.warning(
                        "DUN-SRC-UNLOGGED",
                        database,
                        "unlogged tables",
                        "changes of unlogged tables are not followed, only what they hold when"
                                + " they are copied: "
                                + names(tables.unlogged()),
                        "ALTER TABLE … SET LOGGED before the migration, or stop writing to them."));
    }

    private static String names(List<Relation> tables) {
        return TextLimits.some(tables.stream().map(table -> table.name().quoted()).toList());
    }
}
