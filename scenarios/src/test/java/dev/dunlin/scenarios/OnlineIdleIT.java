package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody writes to the database that is followed, and a lot to another one of its server. */
@Tag("soak")
final class OnlineIdleIT {

    private static final int SEEN = 10;
    private static final int LOOKS = 3;
    private static final long MOST_LAG_MILLIS = 3_000;

    /** A heartbeat a second, and time to spare. */
    private static final Duration MOVED = Duration.ofSeconds(30);

    @TempDir private Path home;

    @Test
    void an_idle_database_holds_back_no_wal() throws Exception {
        TestServer server = TestServers.source();
        try (TestDatabase source = server.createDatabase("idle");
                TestDatabase busy = server.createDatabase("busy");
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            source.execute("CREATE TABLE still (id int PRIMARY KEY)");
            LiveWorkload.prepare(busy);
            try (LiveWorkload _ = new LiveWorkload(busy).start()) {
                run.start();
                run.awaitReady();
                slotMoves(source, run);
            }
            run.succeed();
            OnlineRun.assertEqual(source, target);
        }
    }

    /** Ten different positions, and a lag that is known and short each time. */
    private static void slotMoves(TestDatabase source, OnlineRun run) {
        Set<String> confirmed = new HashSet<>();
        Await.until(
                "the slot moves on and on",
                MOVED,
                () -> {
                    confirmed.add(
                            source.value(
                                    "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE"
                                            + " database = current_database()"));
                    return confirmed.size() >= SEEN;
                });
        for (int look = 0; look < LOOKS; look++) {
            JsonNode readiness = run.status().path("readiness").path(0);
            assertThat(readiness.path("lagMillis").asLong(-1)).isBetween(0L, MOST_LAG_MILLIS);
            assertThat(readiness.path("ready").asBoolean()).as(readiness.toString()).isTrue();
        }
    }
}
