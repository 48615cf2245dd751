package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.FaultProxy;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process is killed at random moments of a copy; the same command goes on. The way to the
 * source is slow, so that the copy outlasts the kills on any machine.
 */
@Tag("soak")
final class KillIT {

    private static final int KILLS = 10;
    private static final int EARLY_KILLS = 2;
    private static final long BYTES_PER_SECOND = 8L << 20;

    @TempDir private Path home;

    @Test
    void ten_kills_lose_nothing_and_double_nothing() throws Exception {
        long seed = Long.getLong("dunlin.seed", System.nanoTime());
        System.out.println("KillIT: repeat with -Ddunlin.seed=" + seed);
        Random random = new Random(seed);
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                FaultProxy way = FaultProxy.to("127.0.0.1", source.port())) {
            fill(source);
            way.throttle(BYTES_PER_SECOND);
            Path work = Files.createDirectories(home.resolve("work"));
            List<String> run =
                    DunlinProcess.run(
                            source.uri().replace(":" + source.port(), ":" + way.port()),
                            target.uri(),
                            work,
                            "--name",
                            "killed");

            int killed = killAtRandom(run, random);

            try (DunlinProcess last = DunlinProcess.start(home, run)) {
                assertThat(last.await()).as(last.errors()).isZero();
                assertThat(last.output()).contains("Succeeded");
                assertThat(last.output()).contains("Kept from interrupted runs");
            }
            assertThat(killed).isEqualTo(KILLS);
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
            assertThat(ScenarioIT.leftOn(source)).isEmpty();
            assertThat(target.column("SELECT nspname FROM pg_namespace WHERE nspname ~ 'dunlin'"))
                    .isEmpty();
        }
    }

    /** The first kills come at any moment, the others while the copy is under way. */
    private int killAtRandom(List<String> run, Random random) throws Exception {
        for (int killed = 0; killed < KILLS; killed++) {
            try (DunlinProcess dunlin = DunlinProcess.start(home, run)) {
                if (killed >= EARLY_KILLS) {
                    Await.until(
                            "the copy is under way",
                            Duration.ofMinutes(2),
                            () -> dunlin.errors().contains(" copy "));
                }
                if (dunlin.endsWithin(random.nextLong(1_500))) {
                    return killed;
                }
                dunlin.kill();
            }
        }
        return KILLS;
    }

    /** Tables with and without a key; several megabytes each, so that a copy takes a while. */
    private static void fill(TestDatabase source) {
        for (int i = 0; i < 24; i++) {
            String key = i % 3 == 0 ? "" : "; ALTER TABLE t" + i + " ADD PRIMARY KEY (id)";
            source.execute(
                    "CREATE TABLE t"
                            + i
                            + " AS SELECT g AS id, md5(g::text) AS a, repeat(md5((g * 7)::text), 6)"
                            + " AS b FROM generate_series(1, "
                            + (10_000 + 2_000 * i)
                            + ") g"
                            + key);
        }
        source.execute("INSERT INTO t0 SELECT * FROM t0 WHERE id <= 100");
    }
}
