package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Severity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a server needs so that its databases can be followed, the same for all of them. */
final class OnlineServerChecks {

    private static final String SCOPE = "source";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Connection connection;
    private final MigrationSpec spec;
    private final Checklist findings;

    OnlineServerChecks(Connection connection, MigrationSpec spec, Checklist findings) {
        this.connection = connection;
        this.spec = spec;
        this.findings = findings;
    }

    /**
     * Looks at settings, what is free of slots and senders, and transactions in the way.
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
                free("max_replication_slots", row.getInt("free_slots"), slots);
                free("max_wal_senders", row.getInt("free_senders"), senders);
                walKept(row.getLong("keep_bytes"), row.getLong("bytes"));
                if (row.getInt("free_senders") > 0) {
                    replication(connector, address);
                }
            }
        }
        transactions();
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
                "DUN-SRC-WAL-LEVEL",
                "Logical decoding",
                level.equals("logical"),
                "wal_level is " + level,
                "ALTER SYSTEM SET wal_level = logical, then restart the server (Amazon RDS:"
                        + " rds.logical_replication = 1; Cloud SQL: cloudsql.logical_decoding ="
                        + " on).");
        if (row.getBoolean("is_standby")) {
            say(
                    "DUN-SRC-STANDBY-ONLINE",
                    "Primary",
                    false,
                    "the source is a standby, where no publication can be made",
                    "Connect to its primary.");
        }
        String plugins = row.getString("output_plugins");
        say(
                "DUN-SRC-OUTPUT-PLUGIN",
                "Output plugin",
                Stream.of(plugins.split(",", -1))
                        .map(plugin -> plugin.strip().replace("\"", ""))
                        .anyMatch(plugin -> plugin.equals("pgoutput") || plugin.equals("*")),
                "output_plugin_libraries allows: " + plugins,
                "Add pgoutput to output_plugin_libraries, then reload the configuration.");
    }

    /** One for each database that has none yet, and one for the snapshot at the start. */
    private void free(String setting, int free, int needed) {
        say(
                setting.equals("max_wal_senders") ? "DUN-SRC-SENDERS" : "DUN-SRC-SLOTS",
                setting.equals("max_wal_senders") ? "WAL senders" : "Replication slots",
                free >= needed,
                free + " of " + setting + " are free, " + needed + " are needed",
                "Drop slots that nobody uses (pg_replication_slots), or raise "
                        + setting
                        + " and restart the server.");
    }

    private void walKept(long kept, long bytes) {
        boolean enough = kept < 0 || (kept >= 1L << 30 && kept >= bytes / 10);
        findings.add(
                new Finding(
                        "DUN-SRC-WAL-KEPT",
                        enough ? Severity.SUCCEEDED : Severity.WARNING,
                        SCOPE,
                        "WAL kept for slots",
                        kept < 0
                                ? "max_slot_wal_keep_size sets no limit"
                                : "max_slot_wal_keep_size is %d MB, the databases have %d MB"
                                        .formatted(kept >> 20, bytes >> 20),
                        enough
                                ? ""
                                : "When more WAL than that waits to be read the slot is lost and"
                                        + " the migration has to begin again: ALTER SYSTEM SET"
                                        + " max_slot_wal_keep_size to at least 1GB and a tenth of"
                                        + " the databases' size."));
    }

    /** Tried rather than looked up: rights, managed services' own roles and pg_hba.conf. */
    private void replication(PostgresConnector connector, DatabaseAddress address) {
        String user = spec.source().user();
        try {
            Quietly.close(
                    connector.openReplication(
                            address, SessionSettings.source("dunlin/" + spec.name())));
            say("DUN-SRC-REPLICATION", "Replication", true, user + " may replicate", "");
        } catch (FailureException e) {
            if (e.retryable()) {
                throw e;
            }
            say(
                    "DUN-SRC-REPLICATION",
                    "Replication",
                    false,
                    e.failure().message(),
                    "ALTER ROLE … REPLICATION for "
                            + user
                            + " (Amazon RDS: GRANT rds_replication TO …), and let pg_hba.conf"
                            + " admit it to the database.");
        }
    }

    private void transactions() throws SQLException {
        findings.add(
                new Checklist.Check(SCOPE, "DUN-SRC-PREPARED", "Prepared transactions")
                        .of(
                                CatalogQueries.names(connection, "prepared-transactions"),
                                Severity.FAILED,
                                "prepared transactions, which making a slot waits for",
                                "COMMIT PREPARED or ROLLBACK PREPARED each of them."));
        findings.add(
                new Checklist.Check(SCOPE, "DUN-SRC-LONG-TRANSACTIONS", "Long transactions")
                        .of(
                                longTransactions(connection, LONG),
                                Severity.WARNING,
                                "transactions that have been writing for over a minute, which"
                                        + " making a slot waits for",
                                "Let them end, or end them with pg_terminate_backend(pid)."));
    }

    /** Who has been writing for longer than this in one transaction. */
    static List<String> longTransactions(Connection connection, Duration age) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(CatalogQueries.text("long-transactions"))) {
            query.setLong(1, age.toSeconds());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private void say(String code, String title, boolean fine, String message, String fix) {
        findings.add(
                new Finding(
                        code,
                        fine ? Severity.SUCCEEDED : Severity.FAILED,
                        SCOPE,
                        title,
                        message,
                        fine ? "" : fix));
    }
}
