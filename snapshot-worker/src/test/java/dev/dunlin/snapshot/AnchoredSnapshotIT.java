package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job.HoldSnapshot;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot whose LSN divides exactly what it sees from what it does not. */
class AnchoredSnapshotIT {

    private final PostgresConnector connector = new PostgresConnector(new Secrets(Map.of()));
    private final RecordingContext context = new RecordingContext();
    private final MigrationName migration =
            new MigrationName("anchored-" + UUID.randomUUID().toString().substring(0, 8));
    private TestDatabase database = TestServers.source().createDatabase("anchored");

    @AfterEach
    void leave() {
        database.close();
    }

    static List<Integer> majors() {
        return TestServers.majors();
    }

    private HoldSnapshot job(int request, boolean anchored) {
        return new HoldSnapshot(migration, WorkerFixture.address(database), request, anchored, 0);
    }

    private RunningJob hold() {
        return new SnapshotJobs(connector).start(job(1, true), context);
    }

    private Snapshot held(int count) {
        return context.await(Report.SnapshotHeld.class, count).snapshot();
    }

    private long seen(Snapshot snapshot) throws SQLException {
        try (var session =
                        SnapshotSession.open(
                                connector,
                                WorkerFixture.address(database),
                                snapshot.id(),
                                "dunlin/reader");
                var statement = session.connection().createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM public.t")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String hex(String lsn) {
        int slash = lsn.indexOf('/');
        return String.format(
                "%08x%08x",
                Long.parseLong(lsn.substring(0, slash), 16),
                Long.parseLong(lsn.substring(slash + 1), 16));
    }

    @ParameterizedTest
    @MethodSource("majors")
    void seesExactlyWhatCommittedBeforeItsLsn(int major) throws Exception {
        database.close();
        database = TestServers.shared(major).createDatabase("anchored");
        String slot = "all_" + UUID.randomUUID().toString().substring(0, 8);
        database.execute(
                "CREATE TABLE t (id bigserial PRIMARY KEY)",
                "CREATE PUBLICATION followed FOR TABLE t",
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(Thread.ofVirtual().start(() -> write(stop)));
        }
        Await.until("writers", () -> Long.parseLong(database.value("SELECT max(id) FROM t")) > 50);
        try (var _ = hold()) {
            Snapshot snapshot = held(1);
            long then = Long.parseLong(database.value("SELECT count(*) FROM t"));
            Await.until(
                    "more rows",
                    () -> Long.parseLong(database.value("SELECT count(*) FROM t")) > then + 50);
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(seen(snapshot))
                    .isEqualTo(committedBefore(slot, snapshot.lsn()))
                    .isLessThan(Long.parseLong(database.value("SELECT count(*) FROM t")));
        }
    }

    /** Counts commit messages, in which the LSN follows one byte of flags. */
    private long committedBefore(String slot, String lsn) {
        return Long.parseLong(
                database.value(
                        "SELECT count(*) FROM pg_logical_slot_peek_binary_changes('"
                                + slot
                                + "', NULL, NULL, 'proto_version', '1',"
                                + " 'publication_names', 'followed')"
                                + " WHERE get_byte(data, 0) = ascii('C')"
                                + " AND encode(substring(data FROM 3 FOR 8), 'hex') < '"
                                + hex(lsn)
                                + "'"));
    }

    private void write(AtomicBoolean stop) {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            while (!stop.get()) {
                statement.execute("INSERT INTO t DEFAULT VALUES");
                Thread.sleep(1);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void slotIsGoneWhileTheSnapshotLivesAndALostOneIsReplacedWithItsOwnLsn() throws Exception {
        database.execute("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
        try (var job = hold()) {
            Snapshot first = held(1);
            assertThat(slots()).isEmpty();
            database.execute("INSERT INTO t VALUES (2)");
            assertThat(seen(first)).isEqualTo(1);

            job.update(job(2, true));
            assertThat(held(2)).isEqualTo(first);

            database.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                            + " application_name = 'dunlin/"
                            + migration
                            + "'");
            Snapshot next = held(3);
            assertThat(hex(next.lsn())).isGreaterThan(hex(first.lsn()));
            assertThat(seen(next)).isEqualTo(2);

            database.execute("INSERT INTO t VALUES (3)");
            job.update(job(3, false));
            Snapshot plain = held(4);
            assertThat(plain.id()).isNotEqualTo(next.id());
            assertThat(seen(plain)).isEqualTo(3);
            assertThat(slots()).isEmpty();
        }
    }

    private List<String> slots() {
        return database.column(
                "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()");
    }

    @Test
    void whoeverIsInTheWayIsNamed() throws Exception {
        database.execute("CREATE TABLE t (id int)");
        try (Connection writer = database.connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            String pid = pid(writer);
            List<String> said = new CopyOnWriteArrayList<>();
            var patience = new SlotWait.Patience(Duration.ofSeconds(2), Duration.ofMillis(300));

            assertThatThrownBy(
                            () -> HeldSnapshot.take(connector, job(1, true), patience, said::add))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> {
                                assertThat(e.failure().code()).isEqualTo("DUN-SRC-SLOT-WAIT");
                                assertThat(e.failure().message()).contains("pid " + pid, "since");
                                assertThat(AnchorSlot.needsHelp(e)).isTrue();
                            });
            assertThat(said).isNotEmpty().allMatch(text -> text.contains("pid " + pid));
            Await.until("nothing is left", () -> slots().isEmpty());
        }
    }

    @Test
    void peopleAreToldOnceWhatItWaitsForAndItGoesOnWhenAsked() throws Exception {
        database.execute("CREATE TABLE t (id int)");
        try (Connection writer = database.connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            var patience = new SlotWait.Patience(Duration.ofSeconds(1), Duration.ofMillis(200));
            try (var keeper = SnapshotKeeper.start(connector, job(1, true), context, patience)) {
                var failed = context.await(Report.JobFailed.class, 1);
                assertThat(failed.failure().code()).isEqualTo("DUN-SRC-SLOT-WAIT");
                assertThat(failed.request()).isEqualTo(1);
                assertThat(context.all(Report.Noticed.class))
                        .singleElement()
                        .asString()
                        .contains("pid " + pid(writer));

                writer.commit();
                keeper.update(job(2, true));
                assertThat(seen(held(1))).isEqualTo(1);
            }
        }
    }

    private static String pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void closingWhileItWaitsLeavesNothing() throws Exception {
        database.execute("CREATE TABLE t (id int)");
        try (Connection writer = database.connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            try (var _ = hold()) {
                Await.until("it waits", () -> !slots().isEmpty());
            }
            Await.until("nothing is left", () -> slots().isEmpty());
        }
    }

    @Test
    void whatOnlyPeopleCanMendIsAFailureUntilAskedAgain() {
        String role = "weak_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN");
        try {
            var address = WorkerFixture.address(database);
            var endpoint = address.endpoint();
            var weak =
                    new DatabaseAddress(
                            new Endpoint(
                                    endpoint.host(),
                                    endpoint.port(),
                                    role,
                                    endpoint.parameters(),
                                    endpoint.password()),
                            database.name());
            try (var job =
                    new SnapshotJobs(connector)
                            .start(new HoldSnapshot(migration, weak, 1, true, 0), context)) {
                var failed = context.await(Report.JobFailed.class, 1);
                assertThat(failed.failure().code()).isEqualTo("DUN-SRC-REPLICATION");
                assertThat(failed.failure().message()).contains(role);

                database.execute("ALTER ROLE " + role + " REPLICATION");
                job.update(new HoldSnapshot(migration, weak, 2, true, 0));
                assertThat(context.await(Report.SnapshotHeld.class, 1).request()).isEqualTo(2);
                assertThat(context.all(Report.JobFailed.class)).hasSize(1);
            }
        } finally {
            TestServers.source().administration().execute("DROP ROLE " + role);
        }
    }
}
