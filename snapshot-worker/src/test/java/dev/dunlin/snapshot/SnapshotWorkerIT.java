package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.SourceTask.CheckChunk;
import dev.dunlin.protocol.SourceTask.CopyChunk;
import dev.dunlin.protocol.SourceTask.DigestSource;
import dev.dunlin.protocol.SourceTask.ReadSequences;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotWorkerIT {

    private TestDatabase database;
    private WorkerFixture fixture;

    @BeforeEach
    void prepare(@TempDir Path directory) {
        database = TestServers.source().createDatabase("source");
        database.execute(WorkerFixture.resource("shapes.sql"));
        fixture = new WorkerFixture(database, directory);
    }

    @AfterEach
    void leave() {
        fixture.close();
        database.close();
    }

    @Test
    void plansEveryTableOfTheSnapshotOnce() throws Exception {
        try (var _ = fixture.hold(1)) {
            var plans = fixture.plan(fixture.snapshot(1), TablePatterns.ALL);

            assertThat(plans.byName().keySet())
                    .containsExactlyInAnyOrder(
                            "accounts",
                            "entries",
                            "entries_2024",
                            "entries_2025",
                            "animals",
                            "dogs",
                            "nothing",
                            "odd \" name\n$1",
                            "scratch");
            var accounts = plans.of("accounts");
            assertThat(accounts.id().number()).isZero();
            assertThat(accounts.columns()).containsExactly("id", "balance", "note");
            assertThat(accounts.keyColumns()).containsExactly("id");
            assertThat(accounts.format()).isEqualTo(CopyFormat.BINARY);
            assertThat(accounts.chunks()).hasSizeGreaterThan(3);
            assertThat(accounts.chunks().getLast()).isInstanceOf(ChunkRange.OpenPages.class);
            assertThat(accounts.keys()).hasSize(1);
            assertThat(plans.of("entries").chunks()).isEmpty();
            assertThat(plans.of("entries").foreignKeys()).hasSize(1);
            assertThat(plans.of("nothing").columns()).isEmpty();
            assertThat(plans.of("odd \" name\n$1").format()).isEqualTo(CopyFormat.TEXT);
            var planned = fixture.context.last(Report.DatabasePlanned.class);
            assertThat(planned.tables()).isEqualTo(9);
            assertThat(planned.largeObjects()).isEqualTo(1);
            assertThat(planned.materializedViews())
                    .containsExactly(
                            new TableName("public", "totals"),
                            new TableName("public", "totals_of_totals"));
            assertThat(fixture.context.last(Report.SchemaDumped.class).warnings()).isEmpty();
        }
    }

    @Test
    void patternsLeaveOutTablesTheirViewsAndForeignKeysToThem() throws Exception {
        try (var _ = fixture.hold(1)) {
            var patterns = new TablePatterns(List.of("public"), List.of("public.accounts"));
            var plans = fixture.plan(fixture.snapshot(1), patterns);

            assertThat(plans.byName().keySet())
                    .contains("entries", "entries_2024")
                    .doesNotContain("accounts", "odd \" name\n$1");
            assertThat(plans.of("entries").foreignKeys()).isEmpty();
            var planned = fixture.context.last(Report.DatabasePlanned.class);
            assertThat(planned.warnings().getFirst().message()).contains("\"accounts\"");
            assertThat(planned.materializedViews()).isEmpty();
            assertThat(fixture.context.last(Report.SchemaDumped.class).warnings())
                    .anySatisfy(
                            warning ->
                                    assertThat(warning.message())
                                            .contains("\"rich\"", "\"totals_of_totals\""));
        }
    }

    @Test
    void chunksHoldEachRowOfTheSnapshotOnce() throws Exception {
        try (var _ = fixture.hold(1);
                var rows = fixture.rows()) {
            var snapshot = fixture.snapshot(1);
            var plans = fixture.plan(snapshot, TablePatterns.ALL);
            database.execute(
                    "DELETE FROM accounts WHERE id > 15000; INSERT INTO nothing DEFAULT"
                            + " VALUES");

            for (var plan : plans.byName().values()) {
                long copied = 0;
                for (int chunk = 0; chunk < plan.chunks().size(); chunk++) {
                    var task = fixture.copyTask(snapshot, plan, chunk);
                    var result = fixture.copy(task, rows);
                    copied += result.end().counts().rows();
                    assertThat(result.end().counts().bytes()).isEqualTo(result.bytes());
                    assertSameWhenRead(task, result);
                }
                assertThat(copied).as(plan.name().name()).isEqualTo(expectedRows(plan.name()));
            }
        }
    }

    private static long expectedRows(TableName name) {
        return switch (name.name()) {
            case "accounts" -> 20_000;
            case "entries_2024" -> 5_135;
            case "entries_2025" -> 4_865;
            case "animals", "nothing" -> 2;
            case "entries" -> 0;
            default -> 1;
        };
    }

    private void assertSameWhenRead(CopyChunk task, WorkerFixture.Copied copied) throws Exception {
        fixture.worker.handle(
                new CheckChunk(
                        task.migration(),
                        task.source(),
                        task.snapshot(),
                        task.chunk(),
                        task.generation(),
                        task.shape(),
                        task.range(),
                        copied.end().counts()),
                fixture.context);
        assertThat(fixture.context.last(Report.ChunkChecked.class).same()).isTrue();
    }

    @Test
    void snapshotThatIsGoneIsSaidToBe() throws Exception {
        var job = fixture.hold(1);
        var snapshot = fixture.snapshot(1);
        var plans = fixture.plan(snapshot, TablePatterns.ALL);
        job.close();
        fixture.sessions.close();

        assertThatThrownBy(
                        () ->
                                fixture.worker.handle(
                                        fixture.copyTask(snapshot, plans.of("dogs"), 0),
                                        fixture.context))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCodes.SNAPSHOT_GONE));
        Await.until("no session is left", () -> fixture.sessionsOf(database).isEmpty());
    }

    @Test
    void lostSnapshotIsReplacedAndEachRequestAnswered() {
        try (var job = fixture.hold(1)) {
            var first = fixture.context.await(Report.SnapshotHeld.class, 1);
            job.update(new Job.HoldSnapshot(fixture.migration, fixture.address, 2, false, 0));
            var again = fixture.context.await(Report.SnapshotHeld.class, 2);
            assertThat(again.snapshot()).isEqualTo(first.snapshot());
            assertThat(again.request()).isEqualTo(2);

            // The server itself may write between two snapshots, when it gathers statistics.
            Snapshot before = first.snapshot();
            boolean same = false;
            for (int count = 3; count < 8 && !same; count++) {
                database.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                + " application_name = 'dunlin/"
                                + fixture.migration
                                + "'");
                Snapshot next = fixture.context.await(Report.SnapshotHeld.class, count).snapshot();
                assertThat(next.id()).isNotEqualTo(before.id());
                same = next.seesTheSameAs(before);
                before = next;
            }
            assertThat(same).isTrue();
        }
        Await.until("no session is left", () -> fixture.sessionsOf(database).isEmpty());
    }

    @Test
    void sequencesAreReadExactly() throws Exception {
        fixture.worker.handle(
                new ReadSequences(fixture.migration, fixture.address, TablePatterns.ALL, 3),
                fixture.context);

        assertThat(fixture.context.last(Report.SequencesRead.class).values())
                .extracting(Object::toString)
                .containsExactly(
                        "SequenceValue[name=public.unused, lastValue=7, called=false]",
                        "SequenceValue[name=public.used, lastValue=2, called=true]");
    }

    @Test
    void tablesOfExtensionsMoveOnlyTheUsersRows() throws Exception {
        database.execute(
                "CREATE TABLE settings (id int, mine boolean)",
                "INSERT INTO settings VALUES (1, false), (2, true), (3, true)",
                "CREATE TABLE internals (id int)",
                "ALTER EXTENSION plpgsql ADD TABLE settings",
                "ALTER EXTENSION plpgsql ADD TABLE internals",
                "UPDATE pg_extension SET extconfig = ARRAY['settings'::regclass::oid],"
                        + " extcondition = ARRAY['WHERE mine OR id > 100'] WHERE extname ="
                        + " 'plpgsql'");
        try (var _ = fixture.hold(1);
                var rows = fixture.rows()) {
            var snapshot = fixture.snapshot(1);
            var plans = fixture.plan(snapshot, TablePatterns.ALL);

            assertThat(plans.byName()).containsKey("settings").doesNotContainKey("internals");
            var task = fixture.copyTask(snapshot, plans.of("settings"), 0);
            assertThat(fixture.copy(task, rows).end().counts().rows()).isEqualTo(2);
            var request = new DigestRequest(task.shape(), 0, new ChunkRange.Whole(), 0, 1, -1, "s");
            fixture.worker.handle(
                    new DigestSource(fixture.migration, fixture.address, snapshot, request),
                    fixture.context);
            var digested = fixture.context.last(Report.TableDigested.class);
            assertThat(digested.buckets().getFirst().rows()).isEqualTo(2);
        }
    }

    @Test
    void readersShareOneSessionAndLeaveWhenTheSnapshotChanges() throws Exception {
        try (var _ = fixture.hold(1);
                var rows = fixture.rows()) {
            var snapshot = fixture.snapshot(1);
            var plans = fixture.plan(snapshot, TablePatterns.ALL);
            for (int chunk = 0; chunk < 3; chunk++) {
                fixture.copy(fixture.copyTask(snapshot, plans.of("accounts"), chunk), rows);
            }
            assertThat(fixture.sessionsOf(database)).hasSize(2);

            try (var _ = fixture.hold(2)) {
                var other = fixture.snapshot(2);
                fixture.copy(fixture.copyTask(other, plans.of("accounts"), 0), rows);
                assertThat(fixture.sessionsOf(database)).hasSize(3);
            }
            Await.until("idle ones leave", () -> fixture.sessionsOf(database).size() == 1);
        }
    }

    @Test
    void cancelledCopyIsAborted() throws Exception {
        try (var _ = fixture.hold(1);
                var rows = fixture.rows()) {
            var snapshot = fixture.snapshot(1);
            database.execute("ALTER TABLE accounts SET (parallel_workers = 0)");
            var plan = fixture.plan(snapshot, TablePatterns.ALL).of("accounts");
            var whole =
                    new CopyChunk(
                            fixture.migration,
                            fixture.address,
                            snapshot,
                            new ChunkId(plan.id(), 0),
                            0,
                            plan.shape(),
                            new ChunkRange.Whole(),
                            0);
            fixture.context.cancel();

            assertThatThrownBy(() -> fixture.worker.handle(whole, fixture.context))
                    .isInstanceOf(CancellationException.class);
            Await.until(
                    "an abort",
                    () ->
                            rows.poll(Duration.ofMillis(100)).stream()
                                    .anyMatch(s -> s.header() instanceof SegmentHeader.Abort));
        }
    }
}
