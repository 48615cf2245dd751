package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.messaging.Segment;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowsLoaderIT {

    private final RecordingContext context = new RecordingContext();
    private TestDatabase target;
    private Job.LoadRows job;
    private RowConnections connections;
    private RowsLoader loader;

    @BeforeEach
    void layLedger() throws SQLException {
        target = TestServers.target().createDatabase();
        target.execute("CREATE TABLE numbers (x integer)");
        try (Connection connection = target.connect()) {
            new Ledger(connection).create(Fixture.MIGRATION, "shop", Fixture.INSTALLATION);
        }
        job =
                new Job.LoadRows(
                        Fixture.MIGRATION,
                        Fixture.address(target).endpoint(),
                        List.of(new DatabasePair("shop", target.name())),
                        0,
                        1);
        connections = new RowConnections(Fixture.sessions(), job);
        loader = new RowsLoader(job, connections, context);
    }

    @AfterEach
    void dropDatabase() {
        loader.close();
        connections.close();
        target.close();
    }

    private void accept(Segment... segments) {
        List.of(segments).forEach(loader::accept);
    }

    private String rows() {
        return target.value("SELECT count(*) || '/' || count(DISTINCT x) FROM numbers");
    }

    private List<Report.ChunkLoaded> loaded() {
        return context.reports(Report.ChunkLoaded.class);
    }

    @Test
    void interleavedAttemptsAtTwoChunksBothLoad() {
        var first = new SegmentScript(0, 11, 1);
        var second = new SegmentScript(1, 12, 1);

        // When a row is cut by the end of a segment, too
        accept(first.rows(0, 10), second.rows(100, 110), first.text("1"), first.text("0\n"));
        accept(second.rows(110, 120), second.end(), first.end(plusOneRow(first.counts())));

        // Then
        assertThat(rows()).isEqualTo("31/31");
        assertThat(loaded()).hasSize(2);
        assertThat(target.column("SELECT row_count FROM dunlin_ledger.chunks ORDER BY chunk"))
                .containsExactly("11", "20");
    }

    private static ChunkCounts plusOneRow(ChunkCounts counts) {
        return new ChunkCounts(counts.rows() + 1, counts.bytes(), counts.checksum());
    }

    @Test
    void anAttemptThatBeginsLaterReplacesTheEarlier() {
        var earlier = new SegmentScript(0, 11, 1);
        var later = new SegmentScript(0, 12, 1);

        accept(earlier.rows(0, 10), later.rows(0, 5), earlier.rows(10, 20));
        accept(later.rows(5, 20), earlier.end(), later.end());

        assertThat(rows()).isEqualTo("20/20");
        assertThat(loaded()).hasSize(1);
    }

    @Test
    void aChunkThatStandsIsSkippedAndReportedAgain() {
        var first = new SegmentScript(0, 11, 1);
        accept(first.rows(0, 10), first.end());

        var again = new SegmentScript(0, 12, 1);
        accept(again.rows(0, 10));
        assertThat(loader.open()).isEmpty();
        accept(again.rows(10, 20), again.end());

        assertThat(rows()).isEqualTo("10/10");
        assertThat(loaded()).hasSize(2);
        assertThat(context.reports(Report.ChunkFailed.class)).isEmpty();
        assertThat(loaded().getLast()).isEqualTo(loaded().getFirst());
    }

    @Test
    void anAttemptWithAHoleIsForgotten() {
        var torn = new SegmentScript(0, 11, 1);
        Segment begin = torn.rows(0, 10);
        torn.rows(10, 20);

        accept(begin, torn.rows(20, 30), torn.end());

        assertThat(rows()).isEqualTo("0/0");
        assertThat(context.reports()).isEmpty();
        assertThat(loader.open()).isEmpty();
    }

    @Test
    void bytesThatDifferAreForgotten() {
        var damaged = new SegmentScript(0, 11, 1);
        Segment begin = damaged.rows(0, 10);
        begin.packed()[begin.packed().length - 2] = '7';

        accept(begin, damaged.end());

        assertThat(rows()).isEqualTo("0/0");
        assertThat(context.reports()).isEmpty();
    }

    @Test
    void aSegmentThatCannotBeUnpackedIsForgottenWithItsAttempt() {
        var damaged = new SegmentScript(0, 11, 1);
        Segment begin = damaged.rows(0, 10);
        Segment data = damaged.rows(10, 20);
        data.packed()[4] = 0;

        accept(begin, data, damaged.end());

        assertThat(rows()).isEqualTo("0/0");
        assertThat(context.reports()).isEmpty();
        assertThat(loader.open()).isEmpty();
    }

    @Test
    void rowsThatTheTargetDropsAreAFailureWithAName() {
        target.execute(
                "CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql"
                        + " AS 'begin return case when new.x = 5 then null else new end; end'",
                "CREATE TRIGGER drops BEFORE INSERT ON numbers"
                        + " FOR EACH ROW EXECUTE FUNCTION drop_row()",
                "ALTER TABLE numbers ENABLE ALWAYS TRIGGER drops");
        var script = new SegmentScript(0, 11, 1);

        accept(script.rows(0, 10), script.end());

        assertThat(rows()).isEqualTo("0/0");
        assertThat(context.reports(Report.ChunkFailed.class))
                .singleElement()
                .satisfies(
                        failed ->
                                assertThat(failed.failure().message())
                                        .contains("public.numbers took 9 of 10 rows"));
    }

    @Test
    void badDataFailsTheChunkOnceAndTheRestOfItIsPassedOver() {
        var bad = new SegmentScript(0, 11, 1);
        var good = new SegmentScript(1, 12, 1);

        accept(bad.text("secret\n"), good.rows(0, 10), bad.rows(0, 10), bad.end(), good.end());

        assertThat(rows()).isEqualTo("10/10");
        assertThat(context.reports(Report.ChunkFailed.class))
                .singleElement()
                .satisfies(
                        failed ->
                                assertThat(failed.failure().message())
                                        .contains("public.numbers", "22P02")
                                        .doesNotContain("secret"));
    }

    @Test
    void anAbortedAttemptLeavesNothing() {
        var script = new SegmentScript(0, 11, 1);
        accept(script.rows(0, 10), script.abort());
        assertThat(rows()).isEqualTo("0/0");
        assertThat(loader.open()).isEmpty();
    }

    @Test
    void aSilentAttemptIsForgotten() {
        accept(new SegmentScript(0, 11, 1).rows(0, 10));
        loader.passIdleTime(9, 10);
        assertThat(loader.open()).hasSize(1);
        loader.passIdleTime(2, 10);
        assertThat(loader.open()).isEmpty();
    }

    @Test
    void aZombieOfAnEarlierGenerationIsRefusedAtItsEnd() {
        // Given an attempt that has sent all its rows but not its end
        var first = new SegmentScript(0, 10, 1);
        accept(first.rows(0, 10), first.end());
        var zombie = new SegmentScript(1, 11, 1);
        accept(zombie.rows(10, 20));

        // When the table takes generation 2 by now
        target.execute("UPDATE dunlin_ledger.generations SET generation = 2");
        accept(zombie.end());

        // Then
        assertThat(rows()).isEqualTo("10/10");
        assertThat(loaded()).hasSize(1);
    }

    @Test
    void twoLoadersOfOneChunkLoadItOnce() {
        // Given a loader that was taken for dead, in the middle of a chunk
        RowsLoader zombie = new RowsLoader(job, connections, context);
        var early = new SegmentScript(0, 11, 1);
        zombie.accept(early.rows(0, 10));

        // When its successor loads the chunk, and it comes back
        var late = new SegmentScript(0, 12, 1);
        accept(late.rows(0, 10), late.end());
        zombie.accept(early.end());

        // Then
        assertThat(rows()).isEqualTo("10/10");
        assertThat(context.reports()).hasSize(1);
        assertThat(zombie.open()).isEmpty();
    }

    @Test
    void anAttemptOfAnEarlierGenerationDoesNotEvenBegin() {
        reset(2);
        var zombie = new SegmentScript(0, 11, 1);
        accept(zombie.rows(0, 10), zombie.end());
        var current = new SegmentScript(0, 12, 2);
        accept(current.rows(0, 10), current.end());

        assertThat(rows()).isEqualTo("10/10");
        assertThat(loaded()).extracting(Report.ChunkLoaded::generation).containsExactly(2);
    }

    @Test
    void aResetEmptiesTheTableAndForgetsItsChunks() {
        var first = new SegmentScript(0, 11, 1);
        accept(first.rows(0, 10), first.end());

        reset(2);
        assertThat(rows()).isEqualTo("0/0");
        var second = new SegmentScript(0, 12, 2);
        accept(second.rows(0, 7), second.end());

        // When the reset is delivered again
        reset(2);
        assertThat(rows()).isEqualTo("7/7");
    }

    private void reset(int generation) {
        new TableReset(Fixture.sessions())
                .reset(
                        new TargetTask.ResetTable(
                                Fixture.MIGRATION,
                                Fixture.address(target),
                                SegmentScript.SHAPE,
                                generation));
    }

    @Test
    void aKilledBackendIsRetryableAndLeavesNothing() {
        var script = new SegmentScript(0, 11, 1);
        accept(script.rows(0, 10));
        target.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE query LIKE 'COPY%' AND datname = current_database()");

        assertThatThrownBy(() -> accept(script.rows(10, 20), script.end()))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.retryable()).isTrue());
        assertThat(context.reports()).isEmpty();
        assertThat(rows()).isEqualTo("0/0");
    }

    @Test
    void aDatabaseWithoutLedgerFailsTheChunk() {
        target.execute("DROP SCHEMA dunlin_ledger CASCADE");
        accept(new SegmentScript(0, 11, 1).rows(0, 10));
        assertThat(context.reports(Report.ChunkFailed.class))
                .singleElement()
                .satisfies(
                        failed -> assertThat(failed.failure().code()).isEqualTo("DUN-TGT-LEDGER"));
    }
}
