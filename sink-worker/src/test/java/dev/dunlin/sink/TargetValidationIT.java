package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TargetValidationIT {

    private static final int SOURCE_VERSION = 140_000;

    private static List<Finding> validate(
            String user, String database, ServerFacts facts, boolean overwrite) {
        int port = TestServers.target().administration().port();
        return validate(
                MigrationMode.OFFLINE, Fixture.endpoint(port, user), database, facts, overwrite);
    }

    private static List<Finding> validate(
            MigrationMode mode,
            Endpoint target,
            String database,
            ServerFacts facts,
            boolean overwrite) {
        MigrationSpec spec =
                new MigrationSpec(
                        Fixture.MIGRATION,
                        mode,
                        MigrationOption.VALIDATE,
                        MigrationSpec.ON_PREMISES,
                        Fixture.endpoint(1, "postgres"),
                        target,
                        List.of(new DatabasePair("shop", database)),
                        TablePatterns.ALL,
                        Fixture.settings(overwrite),
                        "here",
                        "there");
        return new TargetValidation(Fixture.sessions(), InstantSource.system(), _ -> {})
                .validate(new TargetTask.ValidateTarget(spec, facts))
                .findings();
    }

    private static ServerFacts facts(String encoding, String collate) {
        return new ServerFacts(
                SOURCE_VERSION,
                new TreeMap<>(),
                List.of(),
                List.of(
                        new ServerFacts.DatabaseFacts(
                                "shop",
                                encoding,
                                collate,
                                collate,
                                "libc",
                                "",
                                5_000_000,
                                new TreeMap<>(Map.of("no_such_extension", "1.0")),
                                List.of("no_such_owner", "postgres"),
                                List.of("no_such_grantee"),
                                List.of(new TableName("pg_catalog", "no_such_collation")),
                                ServerFacts.Further.NONE)));
    }

    private static List<String> codes(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::code)
                .toList();
    }

    @Test
    void aDatabaseThatWillBeCreatedIsFineAndWhatItNeedsIsNamed() {
        List<Finding> findings = validate("postgres", "not_there_yet", facts("UTF8", "C"), false);

        assertThat(codes(findings, Severity.FAILED))
                .containsExactlyInAnyOrder("DUN-TGT-EXTENSION", "DUN-TGT-COLLATION");
        assertThat(codes(findings, Severity.WARNING))
                .containsExactlyInAnyOrder("DUN-TGT-OWNER", "DUN-TGT-GRANT");
        assertThat(findings)
                .anySatisfy(f -> assertThat(f.message()).contains("no_such_extension"))
                .anySatisfy(f -> assertThat(f.message()).contains("no_such_grantee"))
                .anySatisfy(f -> assertThat(f.message()).contains("will be created"));
    }

    @Test
    void aLocaleTheTargetDoesNotKnowFails() {
        List<Finding> findings =
                validate("postgres", "not_there_yet", facts("UTF8", "xx_XX.UTF-8"), false);
        assertThat(codes(findings, Severity.FAILED)).contains("DUN-TGT-LOCALE");
    }

    @Test
    void contentFailsUnlessItMayBeOverwritten() {
        try (TestDatabase target = TestServers.target().createDatabase()) {
            target.execute("CREATE TABLE precious (x int)");
            ServerFacts facts = facts("UTF8", "C");
            assertThat(codes(validate("postgres", target.name(), facts, false), Severity.FAILED))
                    .contains("DUN-TGT-NOT-EMPTY");
            assertThat(codes(validate("postgres", target.name(), facts, true), Severity.WARNING))
                    .contains("DUN-TGT-NOT-EMPTY");
        }
    }

    @Test
    void anotherEncodingFailsUnlessItCanBeConverted() {
        try (TestDatabase target = TestServers.target().createDatabase()) {
            assertThat(
                            codes(
                                    validate(
                                            "postgres", target.name(), facts("LATIN1", "C"), false),
                                    Severity.WARNING))
                    .contains("DUN-TGT-ENCODING");
            assertThat(
                            codes(
                                    validate(
                                            "postgres",
                                            target.name(),
                                            facts("SQL_ASCII", "C"),
                                            false),
                                    Severity.FAILED))
                    .contains("DUN-TGT-ENCODING");
        }
    }

    @Test
    void aUserWithoutPrivilegesIsToldWhichOnes() {
        String role = "weak_" + UUID.randomUUID().toString().substring(0, 8);
        TestDatabase administration = TestServers.target().administration();
        administration.execute("CREATE ROLE " + role + " LOGIN");
        try (TestDatabase target = TestServers.target().createDatabase()) {
            ServerFacts facts = facts("UTF8", "C");
            assertThat(codes(validate(role, target.name(), facts, false), Severity.FAILED))
                    .contains("DUN-TGT-PRIVILEGE");
            assertThat(codes(validate(role, "not_there_yet", facts, false), Severity.FAILED))
                    .contains("DUN-TGT-DATABASE");
        }
        administration.execute("DROP ROLE " + role);
    }

    @Test
    void anOlderTargetFails() {
        ServerFacts facts = new ServerFacts(990_000, new TreeMap<>(), List.of(), List.of());
        assertThat(codes(validate("postgres", "not_there_yet", facts, false), Severity.FAILED))
                .containsExactly("DUN-TGT-VERSION");
    }

    @Test
    void applyingChangesTakesARightThatIsTried() {
        for (int major : TestServers.majors()) {
            String role = "replica_" + UUID.randomUUID().toString().substring(0, 8);
            TestDatabase server = TestServers.shared(major).administration();
            server.execute("CREATE ROLE " + role + " LOGIN CREATEDB");
            Endpoint weak = Fixture.endpoint(server.port(), role);

            assertThat(replicaRole(MigrationMode.OFFLINE, weak)).isEmpty();
            Finding denied = replicaRole(MigrationMode.ONLINE, weak).getFirst();
            assertThat(denied.severity()).isEqualTo(Severity.FAILED);
            if (major >= 15) {
                assertThat(denied.fix()).endsWith("TO \"" + role + "\"");
                server.execute(denied.fix());
                assertThat(replicaRole(MigrationMode.ONLINE, weak).getFirst().severity())
                        .isEqualTo(Severity.SUCCEEDED);
            } else {
                assertThat(denied.fix()).contains("superuser");
            }
            server.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    private static List<Finding> replicaRole(MigrationMode mode, Endpoint target) {
        ServerFacts facts = new ServerFacts(100_000, new TreeMap<>(), List.of(), List.of());
        return validate(mode, target, "not_there_yet", facts, false).stream()
                .filter(finding -> finding.code().equals("DUN-TGT-REPLICA-ROLE"))
                .toList();
    }
}
