package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed at random moments; the same command goes on. */
final class KillIT {

    private static final int KILLS = 10;

    @TempDir private Path home;

    @Test
    void ten_kills_lose_nothing_and_double_nothing() throws Exception {
        long seed = Long.getLong("dunlin.seed", System.nanoTime());
        System.out.println("KillIT: repeat with -Ddunlin.seed=" + seed);
        Random random = new Random(seed);
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase()) {
            fill(source);
            Path work = Files.createDirectories(home.resolve("work"));
            List<String> run =
                    DunlinProcess.run(source.uri(), target.uri(), work, "--name", "killed");

            int killed = killAtRandom(run, random);

            try (DunlinProcess last = DunlinProcess.start(home, run)) {
                assertThat(last.await()).as(last.errors()).isZero();
                assertThat(last.output()).contains("Succeeded");
                assertThat(last.output() + last.errors()).contains("kept");
            }
            assertThat(killed).isEqualTo(KILLS);
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
            assertThat(ScenarioIT.leftOn(source)).isEmpty();
            assertThat(target.column("SELECT nspname FROM pg_namespace WHERE nspname ~ 'dunlin'"))
                    .isEmpty();
        }
    }

    /** Waits until the copy is under way, then a random moment more. */
    private int killAtRandom(List<String> run, Random random) throws Exception {
        int killed = 0;
        while (killed < KILLS) {
            try (DunlinProcess dunlin = DunlinProcess.start(home, run)) {
                long patience = 2_000L + random.nextInt(5_000);
                if (dunlin.endsWithin(patience)) {
                    assertThat(dunlin.await()).as(dunlin.errors()).isZero();
                    return killed;
                }
                dunlin.kill();
                killed++;
            }
        }
        return killed;
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
