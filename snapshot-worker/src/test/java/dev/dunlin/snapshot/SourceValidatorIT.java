package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabaseGrant;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.DatabaseSetting;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.SourceTask.ValidateSource;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.VerifyMode;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceValidatorIT {

    private final RecordingContext context = new RecordingContext();
    private TestDatabase database;
    private String role;

    @BeforeEach
    void prepare() {
        database = TestServers.source().createDatabase("validate");
        database.execute(WorkerFixture.resource("shapes.sql"));
        role = "reader_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT CONNECT ON DATABASE " + database.name() + " TO " + role);
    }

    @AfterEach
    void leave() {
        database.execute("DROP OWNED BY " + role);
        database.close();
        TestServers.source().administration().execute("DROP ROLE " + role);
    }

    private Report.SourceValidated validate(String user, String name, TablePatterns patterns) {
        var endpoint =
                new Endpoint("127.0.0.1", database.port(), user, new TreeMap<>(), SecretRef.NONE);
        var settings =
                new MigrationSettings(
                        1,
                        1 << 20,
                        VerifyMode.FULL,
                        false,
                        true,
                        true,
                        Roles.CHECK,
                        4,
                        OnlineSettings.DEFAULT);
        var spec =
                new MigrationSpec(
                        new MigrationName("validate"),
                        MigrationMode.OFFLINE,
                        MigrationOption.VALIDATE,
                        MigrationSpec.ON_PREMISES,
                        endpoint,
                        endpoint,
                        List.of(new DatabasePair(name, "x")),
                        patterns,
                        settings,
                        "p",
                        "p");
        new SourceValidator(
                        new PostgresConnector(new Secrets(Map.of())),
                        InstantSource.system(),
                        _ -> {},
                        () -> "here")
                .validate(new ValidateSource(spec), context);
        assertThat(spec.sourceOf(name)).isEqualTo(new DatabaseAddress(endpoint, name));
        return context.last(Report.SourceValidated.class);
    }

    private static Finding finding(Report.SourceValidated report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " not in " + report.findings()));
    }

    @Test
    void goodSourceSucceedsAndGivesItsFacts() {
        var report = validate("postgres", database.name(), TablePatterns.ALL);

        assertThat(report.findings())
                .noneMatch(finding -> finding.severity() == Severity.FAILED)
                .extracting(Finding::code)
                .contains("DUN-SRC-CONNECT", "DUN-SRC-VERSION", "DUN-TOOL-PGDUMP", "DUN-SRC-TLS");
        assertThat(finding(report, "DUN-SRC-KEYLESS").message())
                .contains("\"animals\"", "\"scratch\"");
        var facts = report.facts().of(database.name());
        assertThat(report.facts().version() / 10_000).isEqualTo(TestServers.source().major());
        assertThat(facts.encoding()).isEqualTo("UTF8");
        assertThat(facts.localeProvider()).isEqualTo("libc");
        assertThat(facts.extensions()).containsKey("plpgsql");
        assertThat(facts.owners()).containsExactly("postgres");
        assertThat(facts.bytes()).isPositive();
    }

    @Test
    void missingPrivilegesAreNamed() {
        database.execute("GRANT SELECT ON accounts TO " + role);
        var report = validate(role, database.name(), TablePatterns.ALL);

        var denied = finding(report, "DUN-SRC-PRIVILEGE");
        assertThat(denied.severity()).isEqualTo(Severity.FAILED);
        assertThat(denied.message())
                .contains("schema \"Quoted \"\" schema\"", "\"entries\"", "\"unused\"")
                .doesNotContain("\"accounts\"");
        assertThat(report.facts().of(database.name()).grantees()).contains(role);
    }

    @Test
    void rowsHiddenByRowSecurityAreNamed() {
        database.execute(
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role,
                "ALTER TABLE accounts ENABLE ROW LEVEL SECURITY");

        var patterns = new TablePatterns(List.of("public"), List.of());
        var hidden = finding(validate(role, database.name(), patterns), "DUN-SRC-RLS");
        assertThat(hidden.severity()).isEqualTo(Severity.FAILED);
        assertThat(hidden.message()).contains("\"accounts\"").doesNotContain("\"dogs\"");
        assertThat(finding(validate("postgres", database.name(), patterns), "DUN-SRC-RLS"))
                .extracting(Finding::severity)
                .isEqualTo(Severity.SUCCEEDED);
    }

    @Test
    void missingDatabaseAndUnmatchedPatternsAreFindings() {
        var missing = validate("postgres", "not there", TablePatterns.ALL);
        assertThat(finding(missing, "DUN-SRC-DATABASE").severity()).isEqualTo(Severity.FAILED);

        var patterns = new TablePatterns(List.of("public"), List.of("public.acounts"));
        var report = validate("postgres", database.name(), patterns);
        assertThat(finding(report, "DUN-SRC-PATTERNS").severity()).isEqualTo(Severity.WARNING);
        assertThat(finding(report, "DUN-SRC-PATTERNS").message()).contains("public.acounts");
    }

    @Test
    void collationsInUseAreFacts() {
        database.execute("CREATE TABLE sorted (t text COLLATE \"en-x-icu\")");

        assertThat(
                        validate("postgres", database.name(), TablePatterns.ALL)
                                .facts()
                                .of(database.name())
                                .collations())
                .containsExactly(new TableName("pg_catalog", "en-x-icu"));
    }

    @Test
    void whatIsSetAndGrantedOnTheDatabaseIsAFact() {
        var name = database.name();
        database.execute(
                "CREATE TABLE theirs (id int PRIMARY KEY)",
                "ALTER TABLE theirs OWNER TO " + role,
                "ALTER ROLE " + role + " CREATEDB",
                "ALTER DATABASE " + name + " SET search_path = \"$user\", shop",
                "ALTER DATABASE " + name + " SET default_transaction_read_only = off",
                "ALTER ROLE " + role + " IN DATABASE " + name + " SET work_mem = '9MB'",
                "REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
        var facts = validate("postgres", name, TablePatterns.ALL).facts();
        var further = facts.of(name).further();

        assertThat(further.settings())
                .containsExactly(
                        new DatabaseSetting("", "search_path", "\"$user\", shop"),
                        new DatabaseSetting(role, "work_mem", "9MB"));
        assertThat(further.grants())
                .containsExactlyInAnyOrder(
                        new DatabaseGrant("", "CONNECT", DatabaseGrant.Kind.GRANTED),
                        new DatabaseGrant("", "TEMPORARY", DatabaseGrant.Kind.REVOKED),
                        new DatabaseGrant(role, "CONNECT", DatabaseGrant.Kind.GRANTED));
        assertThat(facts.roles())
                .contains(new RoleFacts(role, true, true, List.of(), List.of("CREATEDB")));
        assertThat(facts.parameters()).containsKeys("timezone", "max_connections", "wal_level");
        assertThat(further.powers()).isEmpty();
    }

    @Test
    void whatTakesASuperuserIsAFact() {
        database.execute(
                "CREATE FUNCTION c_code(text) RETURNS text LANGUAGE internal AS 'upper'",
                "CREATE FOREIGN DATA WRAPPER wrapper");
        assertThat(
                        validate("postgres", database.name(), TablePatterns.ALL)
                                .facts()
                                .of(database.name())
                                .further()
                                .powers())
                .containsExactly(
                        "foreign-data wrapper wrapper",
                        "function public.c_code in language internal");
    }
}
