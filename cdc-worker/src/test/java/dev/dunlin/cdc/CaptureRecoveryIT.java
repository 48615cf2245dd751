package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.OnlineSettings.SlotLimits;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What capture survives, and what it refuses to go on with. */
class CaptureRecoveryIT {

    @Test
    void restarts_and_killed_walsenders_lose_and_reorder_nothing() throws Exception {
        try (var database = TestServers.source().createDatabase("restart");
                var fixture = new CaptureFixture(database)) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            var job = fixture.job(TablePatterns.ALL, start);
            insert(fixture, 0, 100);
            RunningJob running = fixture.capture(job);
            fixture.entries();
            running.close();
            insert(fixture, 100, 200);
            running = fixture.capture(job);
            try {
                insert(fixture, 200, 300);
                fixture.entries();
                String old = walsender(fixture);
                database.execute("SELECT pg_terminate_backend(" + old + ")");
                insert(fixture, 300, 400);
                Await.until(
                        "another walsender",
                        Duration.ofSeconds(30),
                        () -> !walsender(fixture).equals(old));
                List<String> rows = new ArrayList<>(new LinkedHashSet<>(fixture.rows()));
                assertThat(rows)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 400)
                                        .mapToObj(id -> "I public.t (" + id + ")")
                                        .toList());
                assertThat(fixture.batches).extracting(b -> b.epoch).isSorted();
                assertThat(fixture.batches.stream().map(b -> b.epoch).distinct().count())
                        .isEqualTo(3);
                assertChain(fixture, ReplicationSlot.lsn(start));
            } finally {
                running.close();
            }
        }
    }

    @Test
    void a_large_transaction_travels_in_fragments() throws Exception {
        try (var database = TestServers.source().createDatabase("large");
                var fixture = new CaptureFixture(database)) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            try (var _ = fixture.capture(fixture.job(TablePatterns.ALL, start))) {
                database.execute(
                        "INSERT INTO t SELECT g, repeat('x', 100)"
                                + " FROM generate_series(1, 100000) g");
                assertThat(fixture.rows()).hasSize(100_000);
                assertThat(fixture.batches)
                        .filteredOn(b -> (b.flags & BatchText.ENDS_INSIDE) != 0)
                        .hasSizeGreaterThan(3);
                assertThat(fixture.all().stream().filter("B"::equals).count())
                        .isEqualTo(fixture.all().stream().filter("C"::equals).count());
                assertChain(fixture, ReplicationSlot.lsn(start));
            }
        }
    }

    @Test
    void a_slot_that_is_missing_or_was_moved_ends_the_job_at_once() throws Exception {
        try (var database = TestServers.source().createDatabase("slot");
                var fixture = new CaptureFixture(database)) {
            String slot = fixture.names.slot();
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            var job = fixture.job(TablePatterns.ALL, start);
            RunningJob running = fixture.capture(job);
            fixture.entries();
            running.close();
            database.execute(
                    "SELECT pg_logical_emit_message(true, 'x', 'y')",
                    "SELECT pg_replication_slot_advance('" + slot + "', pg_current_wal_lsn())");
            assertThat(failure(fixture, job)).isEqualTo("DUN-SRC-SLOT-ADVANCED");

            fixture.handle(new CaptureTask.DropCapture(fixture.migration, fixture.address));
            assertThat(failure(fixture, job)).isEqualTo("DUN-SRC-SLOT-MISSING");
            assertThat(database.column("SELECT slot_name FROM pg_replication_slots"))
                    .doesNotContain(slot);
        }
    }

    /** A walsender that has nothing of its own to send says so with each commit of another. */
    @Test
    void a_busy_neighbour_holds_up_neither_reading_nor_confirming() throws Exception {
        try (var database = TestServers.source().createDatabase("quiet");
                var busy = TestServers.source().createDatabase("busy");
                var fixture = new CaptureFixture(database);
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            busy.execute("CREATE TABLE t (id int)");
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            try (var _ = fixture.capture(fixture.job(TablePatterns.ALL, start))) {
                fixture.entries();
                for (int writer = 0; writer < 4; writer++) {
                    writers.execute(() -> commitForTwelveSeconds(busy));
                }
                Set<String> confirmed = new HashSet<>();
                Await.until(
                        "the slot moves every second",
                        Duration.ofSeconds(12),
                        () -> {
                            confirmed.add(fixture.confirmed());
                            return confirmed.size() >= 6;
                        });
            }
        }
    }

    private static void commitForTwelveSeconds(TestDatabase database) {
        database.execute(
                """
                DO $$
                DECLARE ends timestamptz := clock_timestamp() + interval '12 s';
                BEGIN
                    WHILE clock_timestamp() < ends LOOP
                        INSERT INTO t VALUES (1);
                        COMMIT;
                        PERFORM pg_sleep(0.002);
                    END LOOP;
                END $$""");
    }

    @Test
    void an_idle_database_confirms_and_tells_where_it_is() throws Exception {
        try (var database = TestServers.source().createDatabase("idle");
                var fixture = new CaptureFixture(database)) {
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            try (var _ = fixture.capture(fixture.job(TablePatterns.ALL, start))) {
                fixture.entries();
                String before = fixture.confirmed();
                Await.until(
                        "the slot moves twice",
                        Duration.ofSeconds(20),
                        () ->
                                ReplicationSlot.lsn(fixture.confirmed())
                                        > ReplicationSlot.lsn(before));
                Await.until(
                        "capture tells its position",
                        Duration.ofSeconds(20),
                        () -> {
                            var all = fixture.context.positions(Position.Captured.class);
                            return !all.isEmpty() && all.getLast().transactions() > 2;
                        });
                var source = fixture.context.positions(Position.AtSource.class).getLast();
                assertThat(source.clock()).isCloseTo(System.currentTimeMillis(), within(60_000L));
                assertThat(ReplicationSlot.lsn(source.writtenLsn()))
                        .isGreaterThan(ReplicationSlot.lsn(start));
                database.execute("CREATE TABLE late (id int PRIMARY KEY)");
                assertThat(fixture.context.await(Report.Noticed.class).findings())
                        .singleElement()
                        .satisfies(f -> assertThat(f.code()).isEqualTo("DUN-SRC-NEWTABLE"));
            }
        }
    }

    @Test
    void a_slot_over_its_limit_is_dropped_when_the_policy_says_so() throws Exception {
        try (var database = TestServers.source().createDatabase("limit");
                var fixture = new CaptureFixture(database)) {
            String start = fixture.prepare(TablePatterns.ALL).startLsn();
            database.execute("CREATE TABLE filler AS SELECT repeat('x', 2000000)");
            var limits = new SlotLimits(1, SlotPolicy.STOP);
            var job = fixture.job(TablePatterns.ALL, start, limits, 1);
            assertThat(failure(fixture, job)).isEqualTo("DUN-SRC-SLOT-LIMIT");
            assertThat(database.column("SELECT slot_name FROM pg_replication_slots"))
                    .doesNotContain(fixture.names.slot());
        }
    }

    /** Runs the job until it has failed once more; the code. */
    private static String failure(CaptureFixture fixture, Job.CaptureChanges job) {
        int before = fixture.context.all(Report.JobFailed.class).size();
        try (var _ = fixture.capture(job)) {
            return Await.value(
                            "the job fails",
                            Duration.ofSeconds(20),
                            () -> fixture.context.all(Report.JobFailed.class),
                            all -> all.size() > before)
                    .getLast()
                    .failure()
                    .code();
        }
    }

    private static void insert(CaptureFixture fixture, int from, int to) {
        fixture.database.execute(
                "DO $$ BEGIN FOR i IN "
                        + from
                        + " .. "
                        + (to - 1)
                        + " LOOP INSERT INTO t VALUES (i); COMMIT; END LOOP; END $$");
    }

    private static String walsender(CaptureFixture fixture) {
        return fixture.database.value(
                "SELECT active_pid FROM pg_replication_slots WHERE active AND slot_name = '"
                        + fixture.names.slot()
                        + "'");
    }

    /**
     * Within an epoch each batch continues the one before; an epoch begins within what was seen.
     */
    private static void assertChain(CaptureFixture fixture, long start) {
        long seen = start;
        long epoch = 0;
        long end = 0;
        long sequence = 0;
        for (BatchText batch : fixture.batches) {
            if (batch.epoch != epoch) {
                epoch = batch.epoch;
                sequence = 0;
                assertThat(batch.previousEnd).isLessThanOrEqualTo(seen);
            } else {
                assertThat(batch.previousEnd).isEqualTo(end);
            }
            assertThat(batch.sequence).isEqualTo(sequence++);
            end = batch.end;
            seen = Math.max(seen, end);
        }
    }
}
