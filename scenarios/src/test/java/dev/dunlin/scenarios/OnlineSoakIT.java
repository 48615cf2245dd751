package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lot at once, and a lot in one piece. */
@Tag("soak")
final class OnlineSoakIT {

    private static final int LARGE = Integer.getInteger("dunlin.large", 1_000_000);
    private static final int HUGE = Integer.getInteger("dunlin.huge", 5_000_000);
    private static final int CLIENTS = 8;
    private static final int TRANSACTIONS_PER_SECOND = Integer.getInteger("dunlin.rate", 300);

    /** Heap, direct memory, and what the virtual machine and its threads need besides. */
    private static final long MOST_RESIDENT_MEGABYTES = 1_200;

    /** The three sums that every transaction of TPC-B raises alike. */
    private static final String SUMS =
            "SELECT (SELECT sum(abalance) FROM pgbench_accounts) || ' ' || (SELECT sum(bbalance)"
                    + " FROM pgbench_branches) || ' ' || (SELECT sum(tbalance) FROM"
                    + " pgbench_tellers) || ' ' || (SELECT coalesce(sum(delta), 0) FROM"
                    + " pgbench_history) || ' ' || (SELECT sum(balance)::bigint FROM account)";

    @TempDir private Path home;

    @Test
    void writers_of_every_kind_and_one_large_transaction() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            LiveWorkload.prepare(source);
            assertThat(pgbench(source, "-i", "-s", "1", "-q").waitFor()).isZero();
            source.execute("ALTER TABLE pgbench_history REPLICA IDENTITY FULL");
            Process clients =
                    pgbench(
                            source,
                            "-n",
                            "-c",
                            "" + CLIENTS,
                            "-j",
                            "2",
                            "-T",
                            "3600",
                            "-R",
                            "" + TRANSACTIONS_PER_SECOND);
            try (LiveWorkload workload = new LiveWorkload(source).start()) {
                run.start();
                run.awaitReady();
                int looks = watchWhile(target, () -> workload.bulk(LARGE));
                long peak = run.process().peakMegabytes();
                run.succeed("--fence", "read-only");
                assertThat(looks).isGreaterThan(50);
                assertThat(workload.errors()).isEmpty();
                Await.until("writers meet the fence", () -> workload.refused() == CLIENTS);
                assertThat(target.value("SELECT count(*) FROM bulk")).isEqualTo("" + LARGE);
                sequencesAreAhead(source, target);
                OnlineRun.assertEqual(source, target);
                System.out.println(
                        "OnlineSoakIT: %d looks, %d transactions of the special writers, %s of"
                                        .formatted(
                                                looks,
                                                workload.transactions(),
                                                target.value(
                                                        "SELECT count(*) FROM pgbench_history"))
                                + " pgbench, peak "
                                + peak
                                + " MB");
            } finally {
                clients.destroy();
            }
        }
    }

    @Test
    void five_million_rows_in_one_transaction_and_a_value_of_20_megabytes() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            source.execute(
                    "CREATE TABLE bulk (id int PRIMARY KEY, v text)",
                    "CREATE TABLE scan (id int PRIMARY KEY, body bytea, text text)");
            run.start();
            run.awaitReady();
            source.execute(
                    "INSERT INTO bulk SELECT g, md5(g::text) FROM generate_series(1, "
                            + HUGE
                            + ") g",
                    "INSERT INTO scan SELECT 1, string_agg(decode(md5(i::text), 'hex'), ''),"
                            + " string_agg(md5(i::text), '') FROM generate_series(1, 1310720) i",
                    "UPDATE scan SET text = left(text, 20971520)",
                    "INSERT INTO scan SELECT 2, body, text FROM scan");
            Await.until(
                    "all of it is on the target",
                    OnlineRun.READY.multipliedBy(3),
                    () -> {
                        assertThat(run.process().isAlive()).as(run.process().errors()).isTrue();
                        return target.value("SELECT count(*) FROM scan").equals("2");
                    });
            long peak = run.process().peakMegabytes();
            System.out.println("OnlineSoakIT: peak " + peak + " MB resident");
            run.succeed();
            OnlineRun.assertEqual(source, target);
            assertThat(peak).isLessThan(MOST_RESIDENT_MEGABYTES);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Reads the sums every 100 ms while the work is done, and for some time after; how often. */
    private static int watchWhile(TestDatabase target, Work work) throws Exception {
        AtomicBoolean working = new AtomicBoolean(true);
        List<Throwable> thrown = new ArrayList<>();
        Thread worker =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        work.run();
                                    } catch (Exception e) {
                                        thrown.add(e);
                                    } finally {
                                        working.set(false);
                                    }
                                });
        int looks = 0;
        boolean arrived = false;
        while (working.get() || !arrived || looks < 100) {
            String[] sums = target.value(SUMS).split(" ", -1);
            assertThat(sums[1]).as("branches").isEqualTo(sums[0]);
            assertThat(sums[2]).as("tellers").isEqualTo(sums[0]);
            assertThat(sums[3]).as("history").isEqualTo(sums[0]);
            assertThat(sums[4]).as("accounts").isEqualTo("" + LiveWorkload.TOTAL);
            long large = Long.parseLong(target.value("SELECT count(*) FROM bulk"));
            assertThat(large).isIn(0L, (long) LARGE);
            arrived = large > 0;
            looks++;
            Thread.sleep(100);
        }
        worker.join();
        assertThat(thrown).isEmpty();
        return looks;
    }

    private static void sequencesAreAhead(TestDatabase source, TestDatabase target) {
        String last = "SELECT last_value FROM transfer_id_seq";
        assertThat(Long.parseLong(target.value(last)))
                .isGreaterThanOrEqualTo(Long.parseLong(source.value(last)));
    }

    private Process pgbench(TestDatabase source, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("pgbench", "-h", "127.0.0.1"));
        command.addAll(List.of("-p", "" + source.port(), "-U", "postgres"));
        command.addAll(List.of(options));
        command.add(source.name());
        File log = home.resolve("pgbench-" + options[0] + ".txt").toFile();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    }
}
