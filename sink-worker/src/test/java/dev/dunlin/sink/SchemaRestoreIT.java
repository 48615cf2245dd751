package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRestoreIT {

    private static final SqlFile RICH_SCHEMA = SqlFile.of(SchemaRestoreIT.class, "rich-schema");

    @TempDir Path directory;

    private TestDatabase source;
    private TestDatabase target;
    private ArchiveRef archive;
    private Archives archives;
    private SchemaRestore restore;
    private String restoringUser = "postgres";
    private final RecordingContext context = new RecordingContext();

    @BeforeEach
    void dumpSource() {
        source = TestServers.source().createDatabase();
        Fixture.sessions()
                .runForSchema(
                        Fixture.address(source),
                        "making the source",
                        connection -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute("SET search_path = public");
                                return statement.execute(RICH_SCHEMA.text());
                            }
                        });
        String name = "restored_" + UUID.randomUUID().toString().substring(0, 8);
        target = TestServers.target().existing(name);
        archive = Fixture.dump(source, directory, false);
        archives = Fixture.archives(directory);
        restore = new SchemaRestore(Fixture.sessions(), archives);
    }

    @AfterEach
    void dropDatabases() {
        archives.close();
        source.close();
        target.close();
    }

    @Test
    void everythingOfARichSchemaStandsAfterAllStages() {
        // When
        Report.SchemaRestored restored = restore.restore(task(), context);
        restoreRest();

        // Then
        assertThat(restored.warnings()).isEmpty();
        for (String query : CATALOG) {
            assertThat(target.column(query)).as(query).isEqualTo(source.column(query));
        }
    }

    private static final List<String> CATALOG =
            List.of(
                    "SELECT concat(relkind, relname, obj_description(oid, 'pg_class'))"
                            + " FROM pg_class WHERE relnamespace::regnamespace::text IN"
                            + " ('public', '\"Odd \"\" schema\"') ORDER BY 1",
                    "SELECT concat(conname, pg_get_constraintdef(oid),"
                            + " obj_description(oid, 'pg_constraint'))"
                            + " FROM pg_constraint WHERE contype <> 'n' AND conparentid = 0"
                            + " AND connamespace = 'public'::regnamespace ORDER BY 1",
                    "SELECT concat(indexrelid::regclass, indisvalid, indisclustered)"
                            + " FROM pg_index WHERE indrelid >= 16384 AND indrelid::regclass::text"
                            + " !~ '^(pg_toast|dunlin)' ORDER BY 1",
                    "SELECT concat(proname, prosrc) FROM pg_proc"
                            + " WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
                    "SELECT concat(tgname, tgenabled) FROM pg_trigger"
                            + " WHERE NOT tgisinternal ORDER BY 1",
                    "SELECT polname FROM pg_policy ORDER BY 1",
                    "SELECT concat(evtname, obj_description(oid)) FROM pg_event_trigger"
                            + " ORDER BY 1",
                    "SELECT concat(stxname, obj_description(oid)) FROM pg_statistic_ext"
                            + " ORDER BY 1",
                    "SELECT description FROM pg_description WHERE objsubid > 0"
                            + " AND objoid >= 16384 ORDER BY 1");

    @Test
    void aRestoreThatWasTakenAwayGoesOnWhereItWas() {
        // Given a restore that ends after its first transaction
        ArchiveRef many = manyTables();
        assertThatThrownBy(
                        () ->
                                restore.restore(
                                        Fixture.restoreSchema(address(), many),
                                        new RecordingContext().cancelAfter(1)))
                .isInstanceOf(CancellationException.class);
        long before = items();

        // When
        restore.restore(Fixture.restoreSchema(address(), many), context);

        // Then
        assertThat(before).isBetween(1L, 149L);
        assertThat(items()).isGreaterThan(before);
        assertThat(target.value("SELECT count(*) FROM pg_class WHERE relname LIKE 'many%'"))
                .isEqualTo("150");
    }

    private ArchiveRef manyTables() {
        source.execute(
                "DO $$ BEGIN FOR i IN 1..150 LOOP"
                        + " EXECUTE 'CREATE TABLE many' || i || ' (x int)'; END LOOP; END $$");
        return Fixture.dump(source, directory, false);
    }

    @Test
    void aDatabaseWithContentIsRefusedUnlessItMayBeOverwritten() {
        // Given
        target = TestServers.target().createDatabase();
        target.execute(
                "CREATE TABLE precious (x int)", "CREATE SCHEMA s CREATE VIEW v AS SELECT 1");

        // Then
        assertThatThrownBy(() -> restore.restore(task(), context))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("DUN-TGT-NOT-EMPTY")
                .hasMessageContaining("public.precious");

        // When
        TargetTask.RestoreSchema overwriting =
                new TargetTask.RestoreSchema(
                        Fixture.MIGRATION,
                        address(),
                        Fixture.facts("shop"),
                        archive,
                        Fixture.settings(true));
        restore.restore(overwriting, context);

        // Then
        assertThat(target.value("SELECT to_regclass('public.precious') IS NULL")).isEqualTo("t");
        assertThat(target.value("SELECT to_regclass('public.t') IS NULL")).isEqualTo("f");
    }

    @Test
    void aDatabaseOfAnotherMigrationIsRefused() {
        // Given
        restore.restore(task(), context);
        target.execute("UPDATE dunlin_ledger.migration SET name = 'other'");

        // Then
        assertThatThrownBy(() -> restore.restore(task(), context))
                .hasMessageContaining("DUN-TGT-BUSY")
                .hasMessageContaining("other");
    }

    @Test
    void missingRolesAreNamedAndTheirObjectsStay() {
        // Given roles that only the source has
        String role = "only_here_" + UUID.randomUUID().toString().substring(0, 8);
        TestServers.source().administration().execute("CREATE ROLE " + role);
        source.execute("ALTER TABLE t OWNER TO " + role, "GRANT SELECT ON child TO " + role);
        archive = Fixture.dump(source, directory, false);

        // When
        Report.SchemaRestored restored = restore.restore(task(), context);
        restoreRest();

        // Then
        assertThat(restored.warnings()).hasSize(1);
        assertThat(restored.warnings().getFirst().message()).contains(role, "TABLE public.t");
        assertThat(context.reports(Report.StageRestored.class).getLast().warnings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("GRANT", role));
        assertThat(target.value("SELECT to_regclass('public.t') IS NULL")).isEqualTo("f");
        source.execute("REASSIGN OWNED BY " + role + " TO postgres", "DROP OWNED BY " + role);
        TestServers.source().administration().execute("DROP ROLE " + role);
    }

    @Test
    void itemsWaitForAllChunksAndAreBuiltOnce() {
        restore.restore(task(), context);
        try (ArchiveScript script = Fixture.script(archive, directory)) {
            long oid = Long.parseLong(source.value("SELECT 't'::regclass::oid::bigint"));
            List<SchemaItem> keys = Objects.requireNonNull(script.plan().tables().get(oid)).keys();
            ItemBuild items = new ItemBuild(Fixture.sessions(), archives);

            // Given a chunk that is not there
            assertThatThrownBy(() -> items.build(buildTask(oid, ItemStage.KEYS, keys, 1), context))
                    .hasMessageContaining("DUN-TGT-CHUNKS")
                    .hasMessageContaining("0 of 1 chunks");
            target.execute("INSERT INTO dunlin_ledger.chunks VALUES (0, 0, 1, 0, 0, 0)");

            // When it is there, and the task is delivered twice
            items.build(buildTask(oid, ItemStage.KEYS, keys, 1), context);
            items.build(buildTask(oid, ItemStage.KEYS, keys, 1), context);
        }
        assertThat(
                        target.value(
                                "SELECT count(*) FROM pg_constraint WHERE contype IN ('p', 'u')"
                                        + " AND conrelid = 't'::regclass"))
                .isEqualTo("2");
    }

    @Test
    void aBrokenItemIsNamed() {
        restore.restore(task(), context);
        target.execute("INSERT INTO t (id) VALUES (1), (1)");
        try (ArchiveScript script = Fixture.script(archive, directory)) {
            long oid = Long.parseLong(source.value("SELECT 't'::regclass::oid::bigint"));
            List<SchemaItem> keys = Objects.requireNonNull(script.plan().tables().get(oid)).keys();
            assertThatThrownBy(
                            () ->
                                    new ItemBuild(Fixture.sessions(), archives)
                                            .build(
                                                    buildTask(oid, ItemStage.KEYS, keys, 0),
                                                    context))
                    .hasMessageContaining("DUN-TGT-CONSTRAINT")
                    .hasMessageContaining("public.t t_pkey")
                    .hasMessageNotContaining("(1)");
        }
    }

    @Test
    void anOrdinaryUserMovesAnOrdinarySchema() {
        String role = "mover_" + UUID.randomUUID().toString().substring(0, 8);
        TestServers.target().administration().execute("CREATE ROLE " + role + " LOGIN CREATEDB");
        source.execute(
                "DROP EVENT TRIGGER evt",
                "CREATE ROLE granted_" + role,
                "GRANT SELECT ON t TO granted_" + role);
        archive = Fixture.dump(source, directory, false);
        restoringUser = role;

        Report.SchemaRestored restored = restore.restore(task(), context);
        restoreRest();

        assertThat(restored.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("\"postgres\""));
        assertThat(target.value("SELECT tableowner FROM pg_tables WHERE tablename = 't'"))
                .isEqualTo(role);
        target.close();
        TestServers.target().administration().execute("DROP ROLE " + role);
        source.execute("DROP OWNED BY granted_" + role, "DROP ROLE granted_" + role);
    }

    private void restoreRest() {
        try (ArchiveScript script = Fixture.script(archive, directory)) {
            build(script, ItemStage.KEYS);
            build(script, ItemStage.INDEXES);
            stage(ItemStage.ATTACH);
            build(script, ItemStage.FOREIGN_KEYS);
            stage(ItemStage.REST);
            stage(ItemStage.GRANTS);
        }
    }

    private void build(ArchiveScript script, ItemStage stage) {
        ItemBuild items = new ItemBuild(Fixture.sessions(), archives);
        script.plan()
                .tables()
                .forEach(
                        (oid, ofTable) -> {
                            List<SchemaItem> wanted =
                                    switch (stage) {
                                        case KEYS -> ofTable.keys();
                                        case INDEXES -> ofTable.indexes();
                                        default -> ofTable.foreignKeys();
                                    };
                            items.build(buildTask(oid, stage, wanted, 0), context);
                        });
        stage(stage);
    }

    private TargetTask.BuildItems buildTask(
            long oid, ItemStage stage, List<SchemaItem> items, int chunks) {
        List<String> name =
                source.column(
                        "SELECT unnest(array[relnamespace::regnamespace::text, relname])"
                                + " FROM pg_class WHERE oid = "
                                + oid);
        String schema = name.getFirst().equals("public") ? "public" : "Odd \" schema";
        TableShape shape =
                new TableShape(
                        new TableId("shop", 0),
                        new TableName(schema, name.getLast()),
                        new ArrayList<>(),
                        List.of(),
                        CopyFormat.BINARY);
        return new TargetTask.BuildItems(
                Fixture.MIGRATION,
                address(),
                shape,
                archive,
                stage,
                items,
                1,
                chunks,
                true,
                List.of());
    }

    private void stage(ItemStage stage) {
        context.report(
                restore.restoreStage(
                        new TargetTask.RestoreStage(
                                Fixture.MIGRATION,
                                "shop",
                                address(),
                                archive,
                                stage,
                                Fixture.settings(false)),
                        context));
    }

    private long items() {
        return Long.parseLong(target.value("SELECT count(*) FROM dunlin_ledger.items"));
    }

    private TargetTask.RestoreSchema task() {
        return Fixture.restoreSchema(address(), archive);
    }

    private DatabaseAddress address() {
        return new DatabaseAddress(Fixture.endpoint(target.port(), restoringUser), target.name());
    }
}
