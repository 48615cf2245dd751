package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.Severity;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a source that is to be followed. */
class OnlineChecksIT {

    private TestDatabase database;
    private String role;

    @BeforeEach
    void prepare() {
        database = TestServers.source().createDatabase("online");
        role = "owner_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN REPLICATION");
    }

    @AfterEach
    void leave() {
        database.execute("DROP OWNED BY " + role);
        database.close();
        TestServers.source().administration().execute("DROP ROLE " + role);
    }

    static List<Integer> majors() {
        return TestServers.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aGoodSourceSucceedsOnEveryVersion(int major) {
        try (var other = TestServers.shared(major).createDatabase("online")) {
            other.execute("CREATE TABLE good (id int PRIMARY KEY)");
            var report = OnlineValidation.of(other);

            // The machine's pg_dump may be older than the newest server.
            assertThat(report.codes(Severity.FAILED)).isSubsetOf("DUN-TOOL-PGDUMP");
            assertThat(report.codes(Severity.SUCCEEDED))
                    .contains(
                            "DUN-SRC-WAL-LEVEL",
                            "DUN-SRC-SLOTS",
                            "DUN-SRC-SENDERS",
                            "DUN-SRC-REPLICATION",
                            "DUN-SRC-OUTPUT-PLUGIN",
                            "DUN-SRC-WAL-KEPT",
                            "DUN-SRC-PREPARED",
                            "DUN-SRC-LONG-TRANSACTIONS",
                            "DUN-SRC-STANDBY",
                            "DUN-SRC-STANDBY-ONLINE",
                            "DUN-SRC-CONNECTIONS",
                            "DUN-SRC-OLD-SNAPSHOT",
                            "DUN-SRC-SENDER-TIMEOUT",
                            "DUN-SRC-IDLE-SLOT",
                            "DUN-SRC-DECODING-MEMORY",
                            "DUN-SRC-LOCKS",
                            "DUN-SRC-OIDS",
                            "DUN-SRC-FOREIGN-TABLES",
                            "DUN-SRC-PATTERNS",
                            "DUN-SRC-PRIVILEGE",
                            "DUN-SRC-RLS",
                            "DUN-SRC-TLS",
                            "DUN-SRC-VERSION",
                            "DUN-SRC-TABLE-OWNER",
                            "DUN-SRC-CREATE",
                            "DUN-SRC-CAPTURE-LEFT",
                            "DUN-SRC-INSTALLATION",
                            "DUN-SRC-UNLOGGED",
                            "DUN-SRC-COLUMN-CASE",
                            "DUN-SRC-ALWAYS-TRIGGERS",
                            "DUN-SRC-REPLICA-IDENTITY-FULL",
                            "DUN-SRC-LARGE-OBJECT-CHANGES",
                            "DUN-SRC-REPLICA-IDENTITY");
        }
    }

    @Test
    void tablesThatCannotBeFollowedAreNamedWithWhatHelps() {
        database.execute(WorkerFixture.resource("online-shapes.sql"));
        var report = OnlineValidation.of(database);

        assertThat(report.codes(Severity.FAILED))
                .containsExactly(
                        "DUN-SRC-COLUMN-CASE", "DUN-SRC-REPLICA-IDENTITY", "DUN-SRC-UNLOGGED");
        var identity = report.of("DUN-SRC-REPLICA-IDENTITY");
        assertThat(identity.message())
                .contains(
                        "(5): ",
                        "\"public\".\"keyless\" (no primary key)",
                        "\"public\".\"nobody\" (replica identity nothing)",
                        "\"public\".\"unindexed\" (the index",
                        "\"public\".\"deferred\" (no primary key",
                        "\"public\".\"parent_1\"");
        assertThat(identity.fix())
                .contains("ALTER TABLE \"public\".\"keyless\" REPLICA IDENTITY FULL;");
        assertThat(report.of("DUN-SRC-UNLOGGED").message()).contains("(1): ", "\"scratch\"");
        assertThat(report.of("DUN-SRC-UNLOGGED").fix())
                .contains("ALTER TABLE \"public\".\"scratch\" SET LOGGED;", "--exclude");
        assertThat(report.of("DUN-SRC-COLUMN-CASE").message())
                .contains("\"public\".\"cases\" (\"Name\", name, \"NAME\")")
                .doesNotContain("other");

        assertThat(report.codes(Severity.WARNING))
                .contains(
                        "DUN-SRC-REPLICA-IDENTITY-FULL",
                        "DUN-SRC-ALWAYS-TRIGGERS",
                        "DUN-SRC-LARGE-OBJECT-CHANGES");
        assertThat(report.of("DUN-SRC-REPLICA-IDENTITY-FULL").message())
                .contains("(1): \"public\".\"whole\"");
        assertThat(report.of("DUN-SRC-ALWAYS-TRIGGERS").message())
                .contains("(2): ", "trigger loud", "trigger replica");
        assertThat(report.of("DUN-SRC-LARGE-OBJECT-CHANGES").message()).contains("1 large");
    }

    @Test
    void offlineNothingOfThisIsAsked() {
        database.execute(WorkerFixture.resource("online-shapes.sql"));

        assertThat(OnlineValidation.of(database, "postgres", MigrationMode.OFFLINE).findings())
                .extracting(Finding::code)
                .doesNotContain("DUN-SRC-REPLICA-IDENTITY", "DUN-SRC-WAL-LEVEL");
    }

    @Test
    void theServerRefusesWhatWeCallUnusable() {
        database.execute(
                WorkerFixture.resource("online-shapes.sql"),
                "CREATE PUBLICATION everything FOR TABLE good, whole, keyless, nobody, indexed,"
                        + " unindexed, deferred, parent_1, parent_2");
        var refused = List.of("keyless", "nobody", "unindexed", "deferred", "parent_1");
        for (var table : List.of("good", "whole", "indexed", "parent_2")) {
            database.execute("DELETE FROM " + table);
        }
        for (var table : refused) {
            assertThat(refusal(table)).as(table).contains("replica identity");
        }
    }

    private String refusal(String table) {
        try {
            database.execute("DELETE FROM " + table);
            return "accepted";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void lackingRightsAreNamed() {
        database.execute(
                "CREATE TABLE mine (id int PRIMARY KEY)",
                "CREATE TABLE yours (id int PRIMARY KEY)",
                "ALTER TABLE mine OWNER TO " + role,
                "GRANT SELECT ON yours TO " + role);
        var report = OnlineValidation.of(database, role, MigrationMode.ONLINE);
        assertThat(report.codes(Severity.FAILED))
                .containsExactly("DUN-SRC-CREATE", "DUN-SRC-TABLE-OWNER");
        assertThat(report.of("DUN-SRC-TABLE-OWNER").message())
                .contains("(1): \"public\".\"yours\"");
        assertThat(report.of("DUN-SRC-CREATE").fix())
                .isEqualTo(
                        "GRANT CREATE ON DATABASE \"%s\" TO \"%s\""
                                .formatted(database.name(), role));

        database.execute(
                "ALTER ROLE " + role + " NOREPLICATION",
                "ALTER TABLE yours OWNER TO " + role,
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + role);
        var later = OnlineValidation.of(database, role, MigrationMode.ONLINE);
        assertThat(later.codes(Severity.FAILED)).containsExactly("DUN-SRC-REPLICATION");
        assertThat(later.of("DUN-SRC-REPLICATION").fix()).contains("REPLICATION for " + role);
    }

    @Test
    void whatAnEarlierRunLeftIsUsedAgain() {
        database.execute("CREATE TABLE good (id int PRIMARY KEY)");
        var names = CaptureNames.of(OnlineValidation.NAME, database.name());
        database.execute(
                "SELECT pg_create_logical_replication_slot('" + names.slot() + "', 'pgoutput')",
                "CREATE PUBLICATION " + names.publication() + " FOR TABLE good");

        var left = OnlineValidation.of(database).of("DUN-SRC-CAPTURE-LEFT");
        assertThat(left.severity()).isEqualTo(Severity.WARNING);
        assertThat(left.message())
                .contains("replication slot " + names.slot(), "publication " + names.slot());
    }

    @Test
    void whatAnotherInstallationMadeIsNot() {
        database.execute("CREATE TABLE good (id int PRIMARY KEY)");
        var names = CaptureNames.of(OnlineValidation.NAME, database.name());
        database.execute(
                "CREATE PUBLICATION " + names.publication() + " FOR TABLE good",
                "COMMENT ON PUBLICATION %s IS '%s'"
                        .formatted(
                                names.publication(),
                                new CaptureMark("there", OnlineValidation.NAME).text()));

        var report = OnlineValidation.of(database);
        assertThat(report.codes(Severity.FAILED)).containsExactly("DUN-SRC-INSTALLATION");
        assertThat(report.of("DUN-SRC-INSTALLATION").message()).contains("installation there");
        assertThat(report.of("DUN-SRC-CAPTURE-LEFT").severity()).isEqualTo(Severity.SUCCEEDED);
    }
}
