package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.embedded.PostgresBinaries;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.Severity;
import dev.dunlin.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose settings, or whose transactions, stand against following. */
class OnlineServerChecksIT {

    @Test
    void settingsThatDoNotDoAreNamed() {
        var options =
                TestServers.options(PostgresBinaries.OLD)
                        .with("wal_level", "replica")
                        .with("max_replication_slots", "1")
                        .with("max_wal_senders", "1")
                        .with("max_slot_wal_keep_size", "64MB")
                        .with("wal_sender_timeout", "5s")
                        .with("logical_decoding_work_mem", "1MB")
                        .with("old_snapshot_threshold", "1h")
                        .with("max_connections", "6")
                        .with("max_locks_per_transaction", "10");
        try (var server = TestServers.own(options);
                var database = server.createDatabase()) {
            database.execute(
                    "DO 'BEGIN FOR i IN 1..65 LOOP EXECUTE"
                            + " format(''CREATE TABLE t%s (id int PRIMARY KEY)'', i);"
                            + " COMMIT; END LOOP; END'");
            var report = OnlineValidation.of(database);

            assertThat(report.codes(Severity.FAILED))
                    .containsExactly(
                            "DUN-SRC-LOCKS",
                            "DUN-SRC-SENDERS",
                            "DUN-SRC-SLOTS",
                            "DUN-SRC-WAL-LEVEL");
            assertThat(report.codes(Severity.WARNING))
                    .contains(
                            "DUN-SRC-CONNECTIONS",
                            "DUN-SRC-DECODING-MEMORY",
                            "DUN-SRC-OLD-SNAPSHOT",
                            "DUN-SRC-SENDER-TIMEOUT");
            assertThat(report.of("DUN-SRC-LOCKS").message())
                    .isEqualTo("65 tables are locked at once, 60 locks fit");
            assertThat(report.of("DUN-SRC-WAL-LEVEL").message()).contains("wal_level is replica");
            assertThat(report.of("DUN-SRC-SLOTS").message())
                    .isEqualTo("1 of max_replication_slots are free, 2 are needed");
            assertThat(report.of("DUN-SRC-SENDERS").message())
                    .isEqualTo("1 of max_wal_senders are free, 2 are needed");
            assertThat(report.codes(Severity.WARNING)).contains("DUN-SRC-WAL-KEPT");
            assertThat(report.of("DUN-SRC-WAL-KEPT").message()).contains("is 64 MB");
        }
    }

    @Test
    void transactionsInTheWayAreNamed() throws SQLException {
        var options =
                TestServers.options(PostgresBinaries.OLD).with("max_prepared_transactions", "5");
        try (var server = TestServers.own(options);
                var database = server.createDatabase();
                var writer = database.connect();
                var statement = writer.createStatement()) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            database.execute("BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'in the way'");
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (2)");

            var report = OnlineValidation.of(database);
            assertThat(report.codes(Severity.FAILED)).containsExactly("DUN-SRC-PREPARED");
            assertThat(report.of("DUN-SRC-PREPARED").message())
                    .contains("'in the way' in database " + database.name());
            assertThat(report.of("DUN-SRC-LONG-TRANSACTIONS").severity())
                    .isEqualTo(Severity.SUCCEEDED);
            try (var connection = database.connect()) {
                assertThat(ServerChecks.longTransactions(connection, Duration.ZERO))
                        .singleElement()
                        .asString()
                        .contains("of postgres in database " + database.name() + " since ");
            }
            database.execute("ROLLBACK PREPARED 'in the way'");
        }
    }

    @Test
    void slotsThatAreDroppedForBeingIdleAreToldOf() {
        var options =
                TestServers.options(PostgresBinaries.NEW)
                        .with("idle_replication_slot_timeout", "1min");
        try (var server = TestServers.own(options);
                var database = server.createDatabase()) {
            assertThat(OnlineValidation.of(database).of("DUN-SRC-IDLE-SLOT").message())
                    .isEqualTo("idle_replication_slot_timeout is 60 s");
        }
    }

    @Test
    void aStandbyDoesForACopyButNotForFollowing(@TempDir Path directory) throws IOException {
        var options = TestServers.options(PostgresBinaries.OLD).in(directory.resolve("data"));
        try (var server = TestServers.own(options)) {
            server.administration().execute("CREATE DATABASE replayed");
        }
        Files.createFile(directory.resolve("data/standby.signal"));
        try (var server = TestServers.own(options)) {
            var standby = server.existing("replayed");
            assertThat(OnlineValidation.of(standby).codes(Severity.FAILED))
                    .contains("DUN-SRC-STANDBY-ONLINE");
            var offline = OnlineValidation.of(standby, "postgres", MigrationMode.OFFLINE);
            assertThat(offline.codes(Severity.WARNING)).contains("DUN-SRC-STANDBY");
            assertThat(offline.codes(Severity.FAILED)).isEmpty();
        }
    }

    @Test
    void aServerThatAllowsOtherPluginsOnlyIsFound() {
        for (int major : TestServers.majors()) {
            var allowed =
                    TestServers.shared(major)
                            .administration()
                            .value("SELECT current_setting('output_plugin_libraries', true)");
            if (allowed.equals("null")) {
                continue;
            }
            var options = TestServers.options(major).with("output_plugin_libraries", "other");
            try (var server = TestServers.own(options);
                    var database = server.createDatabase()) {
                assertThat(OnlineValidation.of(database).codes(Severity.FAILED))
                        .containsExactly("DUN-SRC-OUTPUT-PLUGIN");
            }
        }
    }
}
