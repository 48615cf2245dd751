package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.embedded.PostgresServer;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Dunlin reaches over the network dies, and nobody has to do anything about it. */
@Tag("soak")
final class OnlineRecoveryIT {

    @TempDir private Path home;

    @Test
    void walsender_target_and_source_die_and_following_goes_on() throws Exception {
        try (TestServer from = TestServers.own(TestServers.source().major());
                TestServer to = TestServers.own(TestServers.target().major());
                TestDatabase source = from.createDatabase();
                TestDatabase target = to.createDatabase()) {
            LiveWorkload.prepare(source);
            source.execute("CREATE TABLE sign (id int PRIMARY KEY)");
            try (LiveWorkload workload = new LiveWorkload(source).start();
                    OnlineRun run = new OnlineRun(home, source, target)) {
                run.start();
                run.awaitReady();
                for (int kill = 1; kill <= 3; kill++) {
                    killWalsender(source);
                }
                awaitSign(run, source, target, 1);
                die(to.server());
                awaitSign(run, source, target, 2);
                die(from.server());
                awaitSign(run, source, target, 3);
                run.succeed("--fence", "read-only");
                assertThat(workload.errors()).isEmpty();
                OnlineRun.assertEqual(source, target);
            }
        }
    }

    private static void killWalsender(TestDatabase source) {
        Await.until(
                "a walsender is there to be killed",
                OnlineRun.READY,
                () ->
                        source.column(
                                        "SELECT pg_terminate_backend(pid) FROM pg_stat_replication"
                                                + " WHERE application_name ~ 'dunlin'")
                                .equals(List.of("t")));
    }

    private static void die(PostgresServer server) {
        server.stopImmediately();
        server.restart();
    }

    /** A new row arrives. */
    private static void awaitSign(
            OnlineRun run, TestDatabase source, TestDatabase target, int number) {
        source.execute("INSERT INTO sign VALUES (" + number + ")");
        Await.until(
                "row " + number + " arrives",
                OnlineRun.READY,
                () -> {
                    if (!run.process().isAlive()) {
                        throw new AssertionError(run.process().errors());
                    }
                    return target.value("SELECT max(id) FROM sign").equals("" + number);
                });
    }
}
