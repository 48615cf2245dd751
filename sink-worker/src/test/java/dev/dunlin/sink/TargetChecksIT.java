package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.embedded.PostgresBinaries;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check of a target, made to fail and to pass by what the server is or the source says. */
class TargetChecksIT {

    private static final RoleFacts MISSING =
            new RoleFacts("no_such_role", true, false, List.of(), List.of("SUPERUSER"));

    private final TestDatabase administration = TestServers.target().administration();
    private TestDatabase target;
    private String weak;

    @BeforeEach
    void prepare() {
        target = TestServers.target().createDatabase("checked");
        weak = "weak_" + UUID.randomUUID().toString().substring(0, 8);
        administration.execute(
                "CREATE ROLE " + weak + " LOGIN",
                "GRANT ALL ON DATABASE " + target.name() + " TO " + weak);
    }

    @AfterEach
    void leave() {
        target.close();
        administration.execute("DROP OWNED BY " + weak, "DROP ROLE " + weak);
    }

    /** A validation that is good but for what a test changes. */
    private final class Look {
        private String user = "postgres";
        private Roles roles = Roles.CHECK;
        private boolean overwrite;
        private TestServer server = TestServers.target();
        private String database = target.name();
        private int sourcePort = 1;
        private String source = "shop";
        private Map<String, String> parameters = Map.of();
        private Map<String, String> extensions = Map.of();
        private List<RoleFacts> roleFacts = List.of();
        private ServerFacts.Further further = ServerFacts.Further.NONE;

        private Finding at(TargetCheck check) {
            int port = server.administration().port();
            MigrationSettings settings = Fixture.settings(overwrite, roles);
            MigrationSpec spec =
                    new MigrationSpec(
                            Fixture.MIGRATION,
                            MigrationMode.OFFLINE,
                            MigrationOption.VALIDATE,
                            MigrationSpec.ON_PREMISES,
                            Fixture.endpoint(sourcePort, "postgres"),
                            Fixture.endpoint(port, user),
                            List.of(new DatabasePair(source, database)),
                            TablePatterns.ALL,
                            settings,
                            "here",
                            "there");
            ServerFacts.DatabaseFacts like = Fixture.facts(source);
            ServerFacts.DatabaseFacts facts =
                    new ServerFacts.DatabaseFacts(
                            source,
                            like.encoding(),
                            like.collate(),
                            like.ctype(),
                            like.localeProvider(),
                            like.locale(),
                            5_000_000,
                            new TreeMap<>(extensions),
                            List.of(),
                            List.of(),
                            List.of(),
                            further);
            ServerFacts known =
                    new ServerFacts(140_000, new TreeMap<>(parameters), roleFacts, List.of(facts));
            return new TargetValidation(Fixture.sessions(), InstantSource.system(), _ -> {})
                    .validate(new TargetTask.ValidateTarget(spec, known)).findings().stream()
                            .filter(finding -> finding.code().equals(check.code()))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("nothing of " + check));
        }
    }

    private static void failed(Finding finding, String... parts) {
        assertThat(finding.severity()).as(finding.message()).isEqualTo(Severity.FAILED);
        assertThat(finding.message() + finding.fix()).contains(parts);
    }

    private static void warned(Finding finding, String... parts) {
        assertThat(finding.severity()).as(finding.message()).isEqualTo(Severity.WARNING);
        assertThat(finding.message() + finding.fix()).contains(parts);
    }

    private static void good(Finding finding) {
        assertThat(finding.severity()).as(finding.message()).isEqualTo(Severity.SUCCEEDED);
        assertThat(finding.fix()).isEmpty();
    }

    @Test
    void aGoodTargetPassesEveryCheck() {
        for (TargetCheck check : TargetCheck.values()) {
            switch (check) {
                // Only online, only with another migration there, only with --overwrite.
                case REPLICA_ROLE, BUSY, INSTALLATION, DROPPING -> {}
                case LOCALE -> warned(new Look().at(check), "sorts by");
                default -> good(new Look().at(check));
            }
        }
    }

    @Test
    void connectionsMustSufficeForTheUser() {
        administration.execute("ALTER ROLE " + weak + " CONNECTION LIMIT 3");
        Look look = new Look();
        look.user = weak;
        warned(look.at(TargetCheck.CONNECTIONS), "2 connections are free for " + weak);
    }

    @Test
    void aReadOnlyDefaultIsTold() {
        administration.execute("ALTER ROLE " + weak + " SET default_transaction_read_only = on");
        Look look = new Look();
        look.user = weak;
        warned(look.at(TargetCheck.WRITABLE), "read-only");
    }

    @Test
    void synchronousReplicasAreTold() {
        var options =
                TestServers.options(PostgresBinaries.NEW).with("synchronous_standby_names", "x");
        try (TestServer own = TestServers.own(options)) {
            Look look = new Look();
            look.server = own;
            look.database = "not_there_yet";
            warned(look.at(TargetCheck.REPLICAS), "commits wait");
        }
    }

    @Test
    void parametersThatDifferComeWithTheirStatements() {
        Look look = new Look();
        look.parameters =
                Map.of(
                        "timezone", "Mars/Phobos",
                        "search_path", "\"$user\", \"my shop\"",
                        "max_connections", "10000",
                        "max_wal_senders", "1",
                        "wal_level", "replica");
        Finding behaviour = look.at(TargetCheck.PARAMETERS);
        warned(
                behaviour,
                "ALTER SYSTEM SET \"timezone\" = 'Mars/Phobos';",
                "a time without a zone");
        warned(behaviour, "SET \"search_path\" = '$user', 'my shop';");
        assertThat(behaviour.object()).isEqualTo("search_path, timezone");
        Finding capacity = look.at(TargetCheck.CAPACITY);
        warned(capacity, "ALTER SYSTEM SET \"max_connections\" = '10000';");
        assertThat(capacity.object()).isEqualTo("max_connections");
    }

    @Test
    void rolesAreNamedOrMadeOrNotLookedAt() {
        Look look = new Look();
        look.roleFacts = List.of(MISSING);
        warned(look.at(TargetCheck.ROLES), "CREATE ROLE \"no_such_role\" LOGIN NOINHERIT;");
        look.roles = Roles.COPY;
        good(look.at(TargetCheck.ROLES));
        look.user = weak;
        failed(look.at(TargetCheck.ROLES), "no_such_role", "may not");
        look.roles = Roles.SKIP;
        good(look.at(TargetCheck.ROLES));
    }

    @Test
    void sourceAndTargetMustBeTwo() {
        Look look = new Look();
        look.sourcePort = administration.port();
        look.source = target.name();
        failed(look.at(TargetCheck.SAME), "same database");
    }

    @Test
    void whatIsDroppedMustBeTheUsersOwn() {
        target.execute("CREATE TABLE precious (x int)");
        Look look = new Look();
        look.overwrite = true;
        good(look.at(TargetCheck.DROPPING));
        look.user = weak;
        failed(look.at(TargetCheck.DROPPING), "postgres");
    }

    @Test
    void anotherMigrationsDatabaseIsBusy() throws SQLException {
        try (var connection = target.connect()) {
            connection.setAutoCommit(false);
            new Ledger(connection).create(new MigrationName("other"), "shop", Fixture.INSTALLATION);
            connection.commit();
        }
        failed(new Look().at(TargetCheck.BUSY), "other");
    }

    @Test
    void anotherInstallationsDatabaseIsItsUntilItIsGivenUp() throws SQLException {
        ledger(Fixture.INSTALLATION);
        good(new Look().at(TargetCheck.INSTALLATION));
        target.execute("UPDATE dunlin_ledger.migration SET installation = 'elsewhere'");
        failed(new Look().at(TargetCheck.INSTALLATION), "(elsewhere)", "--overwrite");
        Look look = new Look();
        look.overwrite = true;
        warned(look.at(TargetCheck.INSTALLATION), "will be dropped");
        try (var session = target.connect()) {
            new Ownership(session, "elsewhere").require(Fixture.MIGRATION, target.name());
            failed(look.at(TargetCheck.INSTALLATION), "sessions of it: 1");
        }
    }

    private void ledger(String installation) throws SQLException {
        try (var connection = target.connect()) {
            connection.setAutoCommit(false);
            new Ledger(connection).create(Fixture.MIGRATION, "shop", installation);
            connection.commit();
        }
    }

    @Test
    void otherSessionsAreNamed() throws SQLException {
        try (var _ = target.connect()) {
            warned(new Look().at(TargetCheck.IN_USE), " of postgres");
        }
    }

    @Test
    void eventTriggersOfTheTargetAreNamed() {
        target.execute(
                "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                "CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch()");
        Finding found = new Look().at(TargetCheck.EVENT_TRIGGERS);
        warned(found, "watching");
        target.execute(found.fix());
        good(new Look().at(TargetCheck.EVENT_TRIGGERS));
    }

    @Test
    void extensionsThatMustBePreloadedAreNamed() {
        Look look = new Look();
        look.extensions = Map.of("pg_stat_statements", "1.9");
        warned(look.at(TargetCheck.PRELOAD), "shared_preload_libraries = 'pg_stat_statements'");
        look.extensions = Map.of("pg_stat_statements", "1.9", "timescaledb", "2");
        failed(look.at(TargetCheck.PRELOAD), "'pg_stat_statements', 'timescaledb'");
        look.extensions = Map.of("plpgsql", "0.1");
        good(look.at(TargetCheck.PRELOAD));
        warned(look.at(TargetCheck.EXTENSION_VERSIONS), "plpgsql 0.1 → 1.0");
    }

    @Test
    void anotherSortingLibraryIsTold() {
        Look look = new Look();
        look.further =
                new ServerFacts.Further(
                        List.of(), new TreeMap<>(Map.of("icu", "1.0")), List.of(), List.of());
        warned(look.at(TargetCheck.COLLATION_VERSIONS), "icu 1.0 → ");
    }

    @Test
    void objectsOfSuperusersAreNamedToOthers() {
        Look look = new Look();
        look.further =
                new ServerFacts.Further(
                        List.of("language plx"), new TreeMap<>(), List.of(), List.of());
        good(look.at(TargetCheck.POWERS));
        look.user = weak;
        warned(look.at(TargetCheck.POWERS), "language plx");
    }
}
