package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.FaultProxy;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process is killed at random moments of every stretch of an online migration, and the
 * same command goes on. The way to the source is slow, so that a copy outlasts its kills.
 */
@Tag("soak")
final class OnlineKillIT {

    private static final int ANYWHERE = 2;
    private static final int COPYING = 6;
    private static final int CATCHING_UP = 6;
    private static final int STREAMING = 5;

    /** One at least is certain; a cutover that was quick leaves nothing to kill. */
    private static final int CUTTING_OVER = 3;

    private static final int TWENTY = 20;
    private static final long BYTES_PER_SECOND = 4L << 20;
    private static final int BULK_ROWS = 200_000;

    private static final Set<String> BEHIND_COPY =
            Set.of("indexes", "align", "constraints", "catchup", "streaming");
    private static final Set<String> CUTOVER =
            Set.of("fence", "drain", "views", "sequences", "verify", "cleanup");
    private static final Pattern PHASE = Pattern.compile("(?m)^\\S+Z live (\\S+)");

    @TempDir private Path home;

    private final long start = System.nanoTime();
    private final List<String> killed = new ArrayList<>();

    @Test
    void twenty_kills_lose_nothing_and_double_nothing() throws Exception {
        long seed = Long.getLong("dunlin.seed", System.nanoTime());
        System.out.println("OnlineKillIT: repeat with -Ddunlin.seed=" + seed);
        Random random = new Random(seed);
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                FaultProxy way = FaultProxy.to("127.0.0.1", source.port());
                LiveWorkload workload = prepared(source);
                OnlineRun run = new OnlineRun(home, through(way, source), target.uri())) {
            way.throttle(BYTES_PER_SECOND);
            for (int i = 0; i < ANYWHERE; i++) {
                run.start();
                kill(run, random.nextLong(8_000));
            }
            for (int i = 0; i < COPYING; i++) {
                run.start();
                awaitPhase(run, Set.of("copy"));
                kill(run, random.nextLong(1_500));
            }
            workload.bulk(BULK_ROWS);
            for (int i = 0; i < CATCHING_UP; i++) {
                run.start();
                awaitPhase(run, BEHIND_COPY);
                kill(run, random.nextLong(1_500));
            }
            way.heal();
            for (int i = 0; i < STREAMING; i++) {
                run.start();
                run.awaitReady();
                kill(run, random.nextLong(3_000));
            }
            cutOver(run, random);
            System.out.println("OnlineKillIT: killed in " + killed);
            assertThat(killed).hasSizeGreaterThanOrEqualTo(TWENTY);
            assertThat(killed).contains("copy", "streaming").containsAnyElementsOf(CUTOVER);
            assertThat(workload.errors()).isEmpty();
            OnlineRun.assertEqual(source, target);
        }
    }

    private static LiveWorkload prepared(TestDatabase source) {
        LiveWorkload.prepare(source);
        for (int i = 0; i < 12; i++) {
            source.execute(
                    "CREATE TABLE ballast"
                            + i
                            + " AS SELECT g AS id, repeat(md5(g::text), 6) AS a"
                            + " FROM generate_series(1, 40000) g",
                    "ALTER TABLE ballast" + i + " ADD PRIMARY KEY (id)");
        }
        return new LiveWorkload(source).start();
    }

    private static String through(FaultProxy way, TestDatabase source) {
        return source.uri().replace(":" + source.port(), ":" + way.port());
    }

    private void cutOver(OnlineRun run, Random random) throws Exception {
        for (int i = 0; i < CUTTING_OVER; i++) {
            run.start();
            if (cutoverGoesOn(run) || run.becomesReady()) {
                beginCutover(run);
            }
            if (run.process().endsWithin(random.nextLong(1_500))) {
                assertThat(run.process().await()).as(run.process().errors()).isZero();
                return;
            }
            kill(run, 0);
        }
        run.start();
        if (run.becomesReady()) {
            run.succeed("--fence", "read-only");
        }
    }

    /** Whether a cutover of before a kill is under way again, when it is that or ready or over. */
    private static boolean cutoverGoesOn(OnlineRun run) {
        Await.until(
                "a cutover goes on, or one may begin",
                OnlineRun.READY,
                () ->
                        underWay(run)
                                || run.process().errors().contains("dunlin cutover live")
                                || !run.process().isAlive());
        return underWay(run);
    }

    /** Asks until it is taken: under load the lag may be above the limit at times. */
    private static void beginCutover(OnlineRun run) throws Exception {
        while (!underWay(run) && run.process().isAlive()) {
            try (DunlinProcess cutover = run.command("cutover", "--fence", "read-only")) {
                Await.until(
                        "the cutover is taken or refused",
                        OnlineRun.READY,
                        () -> underWay(run) || !cutover.isAlive() || !run.process().isAlive());
            }
        }
    }

    private static boolean underWay(OnlineRun run) {
        return CUTOVER.contains(phase(run));
    }

    private static void awaitPhase(OnlineRun run, Set<String> phases) {
        Await.until(
                "phase " + phases,
                OnlineRun.READY,
                () -> {
                    assertThat(run.process().isAlive()).as(run.process().errors()).isTrue();
                    return phases.contains(phase(run));
                });
    }

    /** The last one that the command has printed. */
    private static String phase(OnlineRun run) {
        Matcher lines = PHASE.matcher(run.process().errors());
        String last = "starting";
        while (lines.find()) {
            last = lines.group(1);
        }
        return last;
    }

    private void kill(OnlineRun run, long millis) throws Exception {
        assertThat(run.process().endsWithin(millis)).as(run.process().errors()).isFalse();
        run.process().kill();
        killed.add(phase(run));
        System.out.println(
                "OnlineKillIT: %d s: kill %d in %s"
                        .formatted(
                                (System.nanoTime() - start) / 1_000_000_000,
                                killed.size(),
                                killed.getLast()));
    }
}
