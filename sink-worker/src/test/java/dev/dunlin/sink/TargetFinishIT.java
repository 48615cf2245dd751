package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.SequenceValue;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFinishIT {

    @TempDir Path directory;

    private final RecordingContext context = new RecordingContext();
    private final List<MigrationName> deleted = new ArrayList<>();
    private final TargetFinish finish = new TargetFinish(Fixture.sessions(), deleted::add);
    private TestDatabase target;

    @BeforeEach
    void layLedger() throws SQLException {
        target = TestServers.target().createDatabase();
        try (Connection connection = target.connect()) {
            new Ledger(connection).create(Fixture.MIGRATION, "shop", Fixture.INSTALLATION);
        }
    }

    @AfterEach
    void dropDatabase() {
        target.close();
    }

    @Test
    void sequencesGetValuesAndWhetherTheyWereHandedOut() {
        target.execute("CREATE SEQUENCE fresh", "CREATE SEQUENCE \"Used \"\" one\" MINVALUE -9");
        List<SequenceValue> values =
                List.of(
                        new SequenceValue(new TableName("public", "fresh"), 1, false),
                        new SequenceValue(new TableName("public", "Used \" one"), -5, true));

        var set =
                finish.setSequences(
                        new TargetTask.SetSequences(
                                Fixture.MIGRATION, "shop", Fixture.address(target), values, 0, 0));

        assertThat(set.values()).isEqualTo(values);
        assertThat(target.value("SELECT nextval('fresh')")).isEqualTo("1");
        assertThat(target.value("SELECT nextval('\"Used \"\" one\"')")).isEqualTo("-4");
    }

    @Test
    void sequencesHandedOutAreSetAheadWithinTheirLimits() {
        target.execute(
                "CREATE SEQUENCE fresh",
                "CREATE SEQUENCE tens INCREMENT 10",
                "CREATE SEQUENCE down INCREMENT -1 MINVALUE -5 MAXVALUE 9 START 9",
                "CREATE SEQUENCE full_up");
        List<SequenceValue> values =
                List.of(
                        new SequenceValue(new TableName("public", "fresh"), 1, false),
                        new SequenceValue(new TableName("public", "tens"), 31, true),
                        new SequenceValue(new TableName("public", "down"), 0, true),
                        new SequenceValue(
                                new TableName("public", "full_up"), Long.MAX_VALUE - 3, true));

        var set =
                finish.setSequences(
                        new TargetTask.SetSequences(
                                Fixture.MIGRATION,
                                "shop",
                                Fixture.address(target),
                                values,
                                100,
                                3));

        assertThat(set.values()).isEqualTo(values);
        assertThat(
                        target.column(
                                "SELECT last_value FROM fresh UNION ALL"
                                        + " SELECT last_value FROM tens UNION ALL"
                                        + " SELECT last_value FROM down UNION ALL"
                                        + " SELECT last_value FROM full_up"))
                .containsExactly("1", "1031", "-5", String.valueOf(Long.MAX_VALUE));
    }

    @Test
    void viewsAreFilledWhateverTheirOrder() {
        target.execute(
                "CREATE MATERIALIZED VIEW a AS SELECT 1 AS x WITH NO DATA",
                "CREATE MATERIALIZED VIEW b AS SELECT * FROM a WITH NO DATA");

        finish.refresh(refreshing("b", "a"), context);

        assertThat(target.value("SELECT x FROM b")).isEqualTo("1");
    }

    private TargetTask.RefreshViews refreshing(String... names) {
        return new TargetTask.RefreshViews(
                Fixture.MIGRATION,
                "shop",
                Fixture.address(target),
                List.of(names).stream().map(name -> new TableName("public", name)).toList());
    }

    @Test
    void aViewWhoseOwnerLacksAGrantIsTriedAgain() {
        String role = "viewer_" + UUID.randomUUID().toString().substring(0, 8);
        target.execute(
                "CREATE ROLE " + role,
                "CREATE TABLE secret (x int)",
                "CREATE MATERIALIZED VIEW a AS SELECT * FROM secret WITH NO DATA",
                "ALTER MATERIALIZED VIEW a OWNER TO " + role);

        assertThatThrownBy(() -> finish.refresh(refreshing("a"), context))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> {
                            assertThat(e.retryable()).isTrue();
                            assertThat(e.failure().code()).isEqualTo("DUN-TGT-PRIVILEGE");
                        });
        target.execute("GRANT SELECT ON secret TO " + role);
        finish.refresh(refreshing("a"), context);
        target.execute("DROP MATERIALIZED VIEW a", "DROP OWNED BY " + role, "DROP ROLE " + role);
    }

    @Test
    void cleaningUpDropsTheLedgerAndTheRowsAndMayBeRepeated() {
        var cleanUp = new TargetTask.CleanUp(Fixture.MIGRATION, "shop", Fixture.address(target));
        finish.cleanUp(cleanUp);
        finish.cleanUp(cleanUp);
        assertThat(target.value("SELECT to_regnamespace('dunlin_ledger') IS NULL")).isEqualTo("t");
        assertThat(deleted).containsExactly(Fixture.MIGRATION, Fixture.MIGRATION);
    }

    @Test
    void theLedgerOfAnotherMigrationStays() {
        var cleanUp =
                new TargetTask.CleanUp(new MigrationName("other"), "shop", Fixture.address(target));
        assertThatThrownBy(() -> finish.cleanUp(cleanUp)).hasMessageContaining("DUN-TGT-BUSY");
    }

    @Test
    void largeObjectsAreRestoredOnceHoweverOftenItIsTried() {
        try (TestDatabase source = TestServers.source().createDatabase()) {
            String role = "lob_" + UUID.randomUUID().toString().substring(0, 8);
            TestServers.source().administration().execute("CREATE ROLE " + role);
            source.execute(
                    "SELECT lo_from_bytea(4242, 'abc')",
                    "SELECT lo_from_bytea(4243, '\\x00ff')",
                    "ALTER LARGE OBJECT 4243 OWNER TO " + role,
                    "COMMENT ON LARGE OBJECT 4243 IS 'big'",
                    "GRANT SELECT ON LARGE OBJECT 4242 TO " + role);
            ArchiveRef archive = Fixture.dump(source, directory, true);
            // Given what a killed attempt left behind
            target.execute("SELECT lo_from_bytea(4242, 'half')");
            try (Archives archives = Fixture.archives(directory)) {
                LargeObjects largeObjects = new LargeObjects(Fixture.sessions(), archives);
                var task =
                        new TargetTask.RestoreLargeObjects(
                                Fixture.MIGRATION, "shop", Fixture.address(target), archive);
                largeObjects.restore(task, context);
                largeObjects.restore(task, context);
            }
            source.execute("DROP OWNED BY " + role + " CASCADE");
            TestServers.source().administration().execute("DROP ROLE " + role);
        }
        assertThat(
                        target.column(
                                "SELECT concat(oid, ' ', encode(lo_get(oid), 'hex'), ' ',"
                                        + " obj_description(oid, 'pg_largeobject'))"
                                        + " FROM pg_largeobject_metadata ORDER BY oid"))
                .containsExactly("4242 616263 ", "4243 00ff big");
    }
}
