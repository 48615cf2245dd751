package dev.dunlin.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TableName;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a real server, with objects that try to look like something else. */
class ArchiveScriptIT {

    @TempDir Path directory;

    private final PgTools tools = PgTools.find();
    private TestDatabase source;

    @BeforeEach
    void makeSource() throws IOException {
        source = TestServers.source().createDatabase();
        try (InputStream schema = ArchiveScriptIT.class.getResourceAsStream("schema.sql")) {
            String text =
                    new String(
                            Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
            source.execute(text.split("\n\n", -1));
        }
    }

    @AfterEach
    void dropSource() {
        source.close();
    }

    private Path dump(List<String> schemas, List<TableName> tables, boolean largeObjects) {
        Path file = directory.resolve(UUID.randomUUID() + ".dump");
        DatabaseAddress address =
                new DatabaseAddress(
                        new Endpoint(
                                "127.0.0.1",
                                source.port(),
                                "postgres",
                                new TreeMap<>(),
                                SecretRef.NONE),
                        source.name());
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var row = statement.executeQuery("SELECT pg_export_snapshot()")) {
                row.next();
                var request =
                        new SchemaDump.Request(row.getString(1), schemas, tables, largeObjects);
                new SchemaDump(tools, address, Optional.empty()).run(request, file, () -> false);
            }
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ArchiveScript script() {
        return ArchiveScript.open(tools, dump(List.of(), List.of(), false), directory);
    }

    @Test
    void everyEntryHasExactlyOnePlace() {
        try (ArchiveScript script = script()) {
            ArchivePlan plan = script.plan();
            List<Integer> places = new ArrayList<>();
            plan.preData().forEach(entry -> places.add(entry.dumpId()));
            plan.skipped().forEach(entry -> places.add(entry.dumpId()));
            plan.stages().values().stream()
                    .flatMap(List::stream)
                    .forEach(entry -> places.add(entry.dumpId()));
            plan.followers().values().stream()
                    .flatMap(List::stream)
                    .forEach(entry -> places.add(entry.dumpId()));
            for (TableItems items : plan.tables().values()) {
                for (var list : List.of(items.keys(), items.indexes(), items.foreignKeys())) {
                    list.forEach(item -> places.add(item.dumpId()));
                }
            }
            assertThat(places)
                    .containsExactlyInAnyOrderElementsOf(
                            script.entries().stream().map(ArchiveEntry::dumpId).toList());
        }
    }

    @Test
    void whatLooksLikeAnEntryInsideAStringIsNone() {
        try (ArchiveScript script = script()) {
            assertThat(script.entries())
                    .extracting(ArchiveEntry::dumpId)
                    .doesNotContain(99_999, 99_998);
            ArchiveEntry function = entry(script, "FUNCTION", "public.body(integer)");
            assertThat(script.sql(function)).contains("TOC entry 99999", "select 1", "OWNER TO");
            ArchiveEntry comment = entry(script, "COMMENT", "public.COLUMN t.b");
            assertThat(script.sql(comment)).contains("TOC entry 99998");
        }
    }

    private static ArchiveEntry entry(ArchiveScript script, String kind, String label) {
        return script.entries().stream()
                .filter(entry -> entry.kind().equals(kind) && entry.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + label));
    }

    @Test
    void namesThatLookLikeKindsAreTablesAllTheSame() {
        try (ArchiveScript script = script()) {
            long oid =
                    Long.parseLong(
                            source.value("SELECT oid FROM pg_class WHERE relname LIKE 'a; Type%'"));
            assertThat(script.entries())
                    .filteredOn(entry -> entry.oid() == oid)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.kind()).isEqualTo("TABLE"));
            TableItems items = script.plan().tables().get(oid);
            assertThat(items).isNotNull();
            assertThat(Objects.requireNonNull(items).indexes()).hasSize(1);
            assertThat(script.plan().tables())
                    .containsKey(
                            Long.parseLong(
                                    source.value(
                                            "SELECT oid FROM pg_class WHERE relname = 'x y'")));
        }
    }

    @Test
    void itemsBelongToTheirTables() {
        try (ArchiveScript script = script()) {
            assertThat(names(itemsOf(script, "t").keys()))
                    .containsExactlyInAnyOrder("public.t t_pkey", "public.t t_b_key");
            assertThat(names(itemsOf(script, "t").indexes()))
                    .containsExactlyInAnyOrder("public.ti", "public.st");
            assertThat(names(itemsOf(script, "child").foreignKeys()))
                    .containsExactly("public.child child_tid_fkey");
            assertThat(itemsOf(script, "child").keys()).hasSize(2);
            assertThat(itemsOf(script, "p").keys()).hasSize(1);
            assertThat(itemsOf(script, "p1").indexes()).hasSize(1);
            assertThat(script.plan().stageSizes())
                    .containsEntry(ItemStage.ATTACH, 4)
                    .doesNotContainKeys(ItemStage.KEYS, ItemStage.INDEXES, ItemStage.FOREIGN_KEYS);
        }
    }

    private TableItems itemsOf(ArchiveScript script, String table) {
        long oid =
                Long.parseLong(
                        source.value("SELECT 'public." + table + "'::regclass::oid::bigint"));
        return Objects.requireNonNull(script.plan().tables().get(oid));
    }

    private static List<String> names(List<SchemaItem> items) {
        return items.stream().map(SchemaItem::name).toList();
    }

    @Test
    void theRestIsInOrderWithEventTriggersLast() {
        try (ArchiveScript script = script()) {
            List<String> rest =
                    script.plan().stage(ItemStage.REST).stream()
                            .map(entry -> entry.kind() + " " + entry.label())
                            .toList();
            assertThat(rest)
                    .containsSubsequence("MATERIALIZED VIEW public.mv3", "INDEX public.mv3i")
                    .contains(
                            "CHECK CONSTRAINT public.child late_check",
                            "TRIGGER public.t tr",
                            "POLICY public.t pol",
                            "ROW SECURITY public.t",
                            "RULE public.v1 _RETURN");
            assertThat(rest.getLast()).startsWith("COMMENT");
            assertThat(rest.get(rest.size() - 2)).startsWith("EVENT TRIGGER");
            assertThat(script.plan().materializedViews())
                    .containsExactly(
                            new TableName("public", "mv"),
                            new TableName("public", "mv2"),
                            new TableName("public", "mv3"));
            assertThat(script.plan().skipped())
                    .extracting(ArchiveEntry::kind)
                    .containsExactlyInAnyOrder("PUBLICATION", "PUBLICATION TABLE", "COMMENT");
        }
    }

    @Test
    void theFingerprintFollowsTheSchemaAndNothingElse() {
        String first;
        try (ArchiveScript script = script()) {
            first = script.fingerprint();
        }
        source.execute("SELECT lo_from_bytea(0, 'abc')", "INSERT INTO t (id) VALUES (1)");
        Path withLargeObjects = dump(List.of(), List.of(), true);
        try (ArchiveScript script = ArchiveScript.open(tools, withLargeObjects, directory)) {
            assertThat(script.fingerprint()).isEqualTo(first);
            assertThat(script.largeObjects()).isNotEmpty();
        }
        source.execute("ALTER TABLE t ALTER COLUMN d SET DEFAULT 4");
        try (ArchiveScript script = script()) {
            assertThat(script.fingerprint()).isNotEqualTo(first);
        }
    }

    @Test
    void exclusionsAreExactNames() {
        source.execute("CREATE TABLE \"T\" (x int)", "CREATE TABLE \"t.*\" (x int)");
        Path archive = dump(List.of("Odd \" schema"), List.of(new TableName("public", "T")), false);
        try (ArchiveScript script = ArchiveScript.open(tools, archive, directory)) {
            assertThat(script.entries())
                    .filteredOn(entry -> entry.kind().equals("TABLE"))
                    .extracting(ArchiveEntry::label)
                    .contains("public.t", "public.t.*")
                    .doesNotContain("public.T")
                    .noneSatisfy(label -> assertThat(label).startsWith("Odd"));
        }
    }

    @Test
    void aLostSnapshotIsAFailureWithPgDumpsWords() {
        assertThatThrownBy(
                        () ->
                                new SchemaDump(
                                                tools,
                                                new DatabaseAddress(
                                                        new Endpoint(
                                                                "127.0.0.1",
                                                                source.port(),
                                                                "postgres",
                                                                new TreeMap<>(),
                                                                SecretRef.NONE),
                                                        source.name()),
                                                Optional.empty())
                                        .run(
                                                new SchemaDump.Request(
                                                        "00000003-00000001-1",
                                                        List.of(),
                                                        List.of(),
                                                        false),
                                                directory.resolve("none.dump"),
                                                () -> false))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("DUN-SRC-DUMP")
                .hasMessageContaining("snapshot");
    }
}
