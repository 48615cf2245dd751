package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is written to all the time is copied, followed and cut over. */
final class OnlineIT {

    private static final int BULK_ROWS = Integer.getInteger("dunlin.bulk", 100_000);

    @TempDir private Path home;

    @Test
    void a_busy_source_is_followed_to_its_last_commit() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                LiveWorkload workload = prepared(source)) {
            try (OnlineRun run = new OnlineRun(home, source, target)) {
                run.start();
                run.awaitReady();
                workload.bulk(BULK_ROWS);
                watchTotal(target);
                run.succeed("--fence", "read-only");
            }
            assertThat(workload.errors()).isEmpty();
            Await.until("writers meet the fence", OnlineRun.READY, () -> workload.refused() == 8);
            assertEqual(source, target);
        }
    }

    @Test
    void writers_that_go_on_are_refused_by_number_and_named() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                LiveWorkload workload = prepared(source);
                OnlineRun run = new OnlineRun(home, source, target)) {
            run.start();
            run.awaitReady();
            try (DunlinProcess cutover = run.command("cutover", "--fence", "manual")) {
                assertThat(cutover.await()).isNotZero();
                assertThat(cutover.output() + cutover.errors())
                        .containsPattern("[1-9][0-9]* changes");
            }
            workload.stop();
            run.succeed("--fence", "manual");
            assertThat(workload.errors()).isEmpty();
            assertEqual(source, target);
            source.execute("INSERT INTO mover VALUES (-1, 'the source takes writes again')");
        }
    }

    @Test
    void what_is_cancelled_leaves_nothing() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                LiveWorkload workload = prepared(source);
                OnlineRun run = new OnlineRun(home, source, target)) {
            run.start();
            run.awaitReady();
            try (DunlinProcess cancel = run.command("cancel", "--clean-target")) {
                assertThat(cancel.await()).as(cancel.errors()).isZero();
            }
            assertThat(run.process().await()).as(run.process().errors()).isNotZero();
            OnlineRun.assertNothingOn(source);
            assertThat(target.column("SELECT relname FROM pg_class WHERE relname = 'account'"))
                    .isEmpty();
            assertThat(workload.errors()).isEmpty();
        }
    }

    private LiveWorkload prepared(TestDatabase source) {
        LiveWorkload.prepare(source);
        return new LiveWorkload(source).start();
    }

    /** A reader of the target never sees half a transfer. */
    private static void watchTotal(TestDatabase target) throws Exception {
        for (int i = 0; i < 40; i++) {
            assertThat(target.value("SELECT sum(balance)::bigint FROM account"))
                    .isEqualTo(String.valueOf(LiveWorkload.TOTAL));
            Thread.sleep(100);
        }
    }

    private static void assertEqual(TestDatabase source, TestDatabase target) {
        String last = "SELECT last_value FROM transfer_id_seq";
        assertThat(Long.parseLong(target.value(last)))
                .isGreaterThanOrEqualTo(Long.parseLong(source.value(last)));
        OnlineRun.assertEqual(source, target);
    }
}
