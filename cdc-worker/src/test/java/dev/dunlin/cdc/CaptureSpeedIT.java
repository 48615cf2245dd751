package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How fast a backlog of small transactions is captured. Run it when the tap changes. */
@Tag("soak")
class CaptureSpeedIT {

    private static final int TRANSACTIONS = 150_000;

    @Test
    void drains_a_backlog_of_small_transactions() throws Exception {
        try (var database = TestServers.source().createDatabase("speed");
                var fixture = new CaptureFixture(database)) {
            database.execute(
                    "CREATE TABLE a (aid int PRIMARY KEY, bid int, balance int, filler char(84))",
                    "CREATE TABLE t (tid int PRIMARY KEY, tbalance int, filler char(84))",
                    "CREATE TABLE h (hid bigserial PRIMARY KEY, tid int, aid int, at timestamp)",
                    "INSERT INTO a SELECT g, 1, 0, '' FROM generate_series(1, 100000) g",
                    "INSERT INTO t SELECT g, 0, '' FROM generate_series(1, 100) g");
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            database.execute(
                    "SET synchronous_commit = off;"
                            + " DO $$ BEGIN FOR i IN 1 .. "
                            + TRANSACTIONS
                            + " LOOP UPDATE a SET balance = i WHERE aid = 1 + i % 100000;"
                            + " UPDATE t SET tbalance = i WHERE tid = 1 + i % 100;"
                            + " INSERT INTO h (tid, aid, at) VALUES (i, i, now());"
                            + " COMMIT; END LOOP; END $$");
            long began = System.nanoTime();
            try (var _ = fixture.capture(fixture.job(TablePatterns.ALL, start))) {
                Await.until(
                        "all is captured",
                        Duration.ofMinutes(2),
                        () -> {
                            var all = fixture.context.positions(Position.Captured.class);
                            return !all.isEmpty() && all.getLast().changes() >= 3L * TRANSACTIONS;
                        });
            }
            var log = LoggerFactory.getLogger(CaptureSpeedIT.class);
            for (var position : fixture.context.positions(Position.Captured.class)) {
                log.warn("{} changes", position.changes());
            }
            log.warn("in {} ms", (System.nanoTime() - began) / 1_000_000);
            assertThat(fixture.context.positions(Position.Captured.class)).isNotEmpty();
        }
    }
}
