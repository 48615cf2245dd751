package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What a server needs so that its databases can be followed, the same for all of them. */
final class OnlineServerChecks {

    private static final String SCOPE = "source";
    private static final long SENDER_MILLIS = 30_000;
    private static final long DECODING_BYTES = 32L << 20;

    private final Connection connection;
    private final MigrationSpec spec;
    private final Checklist findings;

    OnlineServerChecks(Connection connection, MigrationSpec spec, Checklist findings) {
        this.connection = connection;
        this.spec = spec;
        this.findings = findings;
    }

    /**
     * Looks at settings, and at what is free of slots and senders.
     *
     * @param address the database that the connection is in
     */
    void run(PostgresConnector connector, DatabaseAddress address) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(CatalogQueries.text("online-server"))) {
            statement.setArray(1, texts(slots()));
            statement.setArray(2, texts(slots()));
            statement.setArray(3, texts(spec.databases().stream().map(DatabasePair::source)));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                logicalDecoding(row);
                int slots = spec.databases().size() - row.getInt("own_slots") + 1;
                int senders = spec.databases().size() - row.getInt("own_senders") + 1;
                free(OnlineCheck.SLOTS, "max_replication_slots", row.getInt("free_slots"), slots);
                free(OnlineCheck.SENDERS, "max_wal_senders", row.getInt("free_senders"), senders);
                walKept(row.getLong("keep_bytes"), row.getLong("bytes"));
                timeouts(row);
                if (row.getInt("free_senders") > 0) {
                    replication(connector, address);
                }
            }
        }
    }

    private Stream<String> slots() {
        return spec.databases().stream()
                .map(pair -> CaptureNames.of(spec.name(), pair.source()).slot());
    }

    private Array texts(Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray(String[]::new));
    }

    private void logicalDecoding(ResultSet row) throws SQLException {
        String level = row.getString("wal_level");
        say(
                OnlineCheck.WAL_LEVEL,
                level.equals("logical"),
                "wal_level is " + level,
                "ALTER SYSTEM SET wal_level = logical, then restart the server (Amazon RDS:"
                        + " rds.logical_replication = 1; Cloud SQL: cloudsql.logical_decoding ="
                        + " on).");
        boolean standby = row.getBoolean("is_standby");
        say(
                OnlineCheck.PRIMARY,
                !standby,
                standby
                        ? "the source is a standby, where no publication can be made"
                        : "the source is a primary",
                "Connect to its primary.");
        String plugins = row.getString("output_plugins");
        say(
                OnlineCheck.OUTPUT_PLUGIN,
                Stream.of(plugins.split(",", -1))
                        .map(plugin -> plugin.strip().replace("\"", ""))
                        .anyMatch(plugin -> plugin.equals("pgoutput") || plugin.equals("*")),
                "output_plugin_libraries allows: " + plugins,
                "Add pgoutput to output_plugin_libraries, then reload the configuration.");
    }

    /** One for each database that has none yet, and one for the snapshot at the start. */
    private void free(OnlineCheck check, String setting, int free, int needed) {
        say(
                check,
                free >= needed,
                free + " of " + setting + " are free, " + needed + " are needed",
                "Drop slots that nobody uses (pg_replication_slots), or raise "
                        + setting
                        + " and restart the server.");
    }

    private void walKept(long kept, long bytes) {
        say(
                OnlineCheck.WAL_KEPT,
                kept < 0 || (kept >= 1L << 30 && kept >= bytes / 10),
                kept < 0
                        ? "max_slot_wal_keep_size sets no limit"
                        : "max_slot_wal_keep_size is %d MB, the databases have %d MB"
                                .formatted(kept >> 20, bytes >> 20),
                "When more WAL than that waits to be read the slot is lost and"
                        + " the migration has to begin again: ALTER SYSTEM SET"
                        + " max_slot_wal_keep_size to at least 1GB and a tenth of"
                        + " the databases' size.");
    }

    private void timeouts(ResultSet row) throws SQLException {
        long sender = row.getLong("sender_millis");
        say(
                OnlineCheck.SENDER_TIMEOUT,
                sender == 0 || sender >= SENDER_MILLIS,
                "wal_sender_timeout is " + sender + " ms",
                OnlineCheck.SENDER_TIMEOUT.description().remedy());
        long idle = row.getLong("idle_slot_seconds");
        say(
                OnlineCheck.IDLE_SLOT,
                idle == 0,
                idle == 0
                        ? "slots are not dropped for being idle"
                        : "idle_replication_slot_timeout is " + idle + " s",
                OnlineCheck.IDLE_SLOT.description().remedy());
        long memory = row.getLong("decoding_bytes");
        say(
                OnlineCheck.DECODING_MEMORY,
                memory < 0 || memory >= DECODING_BYTES,
                memory < 0
                        ? "this version has a fixed limit"
                        : "logical_decoding_work_mem is " + (memory >> 10) + " kB",
                OnlineCheck.DECODING_MEMORY.description().remedy());
    }

    /** Tried rather than looked up: rights, managed services' own roles and pg_hba.conf. */
    private void replication(PostgresConnector connector, DatabaseAddress address) {
        String user = spec.source().user();
        try {
            Quietly.close(
                    connector.openReplication(
                            address, SessionSettings.source("dunlin/" + spec.name())));
            say(OnlineCheck.REPLICATION, true, user + " may replicate", "");
        } catch (FailureException e) {
            if (e.retryable()) {
                throw e;
            }
            say(
                    OnlineCheck.REPLICATION,
                    false,
                    e.failure().message(),
                    "ALTER ROLE … REPLICATION for "
                            + user
                            + " (Amazon RDS: GRANT rds_replication TO …), and let pg_hba.conf"
                            + " admit it to the database.");
        }
    }

    private void say(OnlineCheck check, boolean fine, String message, String fix) {
        findings.add(check, SCOPE, Result.of(fine, check.description().worst(), message, fix));
    }
}
