package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tasks make on a source, and that nothing of it is left. */
class CaptureTasksIT {

    static List<Integer> majors() {
        return TestServers.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void capture_is_prepared_twice_and_dropped_twice(int major) throws Exception {
        try (var database = TestServers.shared(major).createDatabase("prepare");
                var fixture = new CaptureFixture(database)) {
            database.execute("CREATE TABLE a (id int PRIMARY KEY)");
            String first = fixture.prepare(TablePatterns.ALL).startLsn();
            database.execute("CREATE TABLE b (id int PRIMARY KEY)");
            assertThat(fixture.prepare(TablePatterns.ALL).startLsn()).isEqualTo(first);
            assertThat(
                            database.column(
                                    "SELECT tablename FROM pg_publication_tables"
                                            + " WHERE schemaname = 'public' ORDER BY 1"))
                    .containsExactly("a", "b");
            try (var _ = fixture.capture(fixture.job(TablePatterns.ALL, first))) {
                database.execute("INSERT INTO a VALUES (1)");
                assertThat(fixture.rows()).containsExactly("I public.a (1)");
            }
            for (int i = 0; i < 2; i++) {
                fixture.handle(new CaptureTask.DropCapture(fixture.migration, fixture.address));
            }
            assertThat(
                            database.value(
                                    "SELECT (SELECT count(*) FROM pg_publication)"
                                            + " + (SELECT count(*) FROM pg_replication_slots WHERE"
                                            + " database = current_database())"
                                            + " + (SELECT count(*) FROM pg_namespace WHERE nspname"
                                            + " LIKE 'dunlin%')"))
                    .isEqualTo("0");
            assertThat(fixture.context.all(Report.CaptureDropped.class)).hasSize(2);
        }
    }

    @Test
    void a_table_without_identity_is_refused_before_anything_is_made() throws Exception {
        try (var database = TestServers.source().createDatabase("identity");
                var fixture = new CaptureFixture(database)) {
            database.execute("CREATE TABLE plain (id int)");
            assertThatThrownBy(() -> fixture.prepare(TablePatterns.ALL))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("DUN-SRC-IDENTITY")
                    .hasMessageContaining("\"public\".\"plain\"");
            assertThat(database.value("SELECT count(*) FROM pg_publication")).isEqualTo("0");
        }
    }

    @Test
    void what_another_installation_made_under_the_same_name_is_left_alone() throws Exception {
        try (var database = TestServers.source().createDatabase("elsewhere");
                var fixture = new CaptureFixture(database)) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            fixture.prepare(TablePatterns.ALL);
            database.execute(
                    "COMMENT ON PUBLICATION %s IS '%s'"
                            .formatted(
                                    fixture.names.publication(),
                                    new CaptureMark("there", fixture.migration).text()));

            assertThatThrownBy(() -> fixture.prepare(TablePatterns.ALL))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("DUN-SRC-INSTALLATION")
                    .hasMessageContaining("(there)");
            fixture.handle(new CaptureTask.DropCapture(fixture.migration, fixture.address));

            assertThat(database.value("SELECT count(*) FROM pg_publication")).isEqualTo("1");
            assertThat(
                            database.value(
                                    "SELECT count(*) FROM pg_replication_slots"
                                            + " WHERE database = current_database()"))
                    .isEqualTo("1");
        }
    }

    @Test
    void what_a_migration_left_is_found_with_whose_it_was_and_dropped_unless_in_use()
            throws Exception {
        try (var database = TestServers.source().createDatabase("left");
                var fixture = new CaptureFixture(database)) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            var running = fixture.capture();
            Await.until("the slot is read", () -> slot(fixture).users() == 1);
            Leftover slot = slot(fixture);
            assertThat(slot.migration()).isEqualTo(fixture.migration.value());
            assertThat(slot.installation()).isEqualTo("here");
            assertThat(drop(fixture, slot, false)).contains("in use by 1 sessions");

            running.close();
            Await.until("the slot is free", () -> slot(fixture).users() == 0);
            Leftover changed =
                    new Leftover(
                            slot.kind(),
                            slot.server(),
                            slot.database(),
                            slot.name(),
                            "another",
                            "here",
                            "",
                            0,
                            0);
            assertThat(drop(fixture, changed, false)).contains("other hands");

            for (Leftover left : left(fixture)) {
                assertThat(drop(fixture, left, false)).isEmpty();
            }
            assertThat(left(fixture)).isEmpty();
            assertThat(drop(fixture, slot, false)).isEmpty();
        }
    }

    private static List<Leftover> left(CaptureFixture fixture) throws Exception {
        fixture.handle(new CaptureTask.FindLeftovers(fixture.migration, fixture.address));
        Report.LeftoversFound found = fixture.context.all(Report.LeftoversFound.class).getLast();
        return found.leftovers().stream()
                .filter(left -> left.database().equals(fixture.address.database()))
                .toList();
    }

    private static Leftover slot(CaptureFixture fixture) throws Exception {
        return left(fixture).stream()
                .filter(left -> left.kind() == Leftover.Kind.SLOT)
                .findFirst()
                .orElseThrow();
    }

    private static String drop(CaptureFixture fixture, Leftover left, boolean force)
            throws Exception {
        fixture.handle(
                new CaptureTask.DropLeftover(fixture.migration, fixture.address, left, force));
        return fixture.context.all(Report.LeftoverDropped.class).getLast().failures().stream()
                .map(Failure::message)
                .collect(Collectors.joining());
    }

    @Test
    void a_fence_ends_others_and_is_lifted_to_what_was_there() throws Exception {
        try (var database = TestServers.source().createDatabase("fence");
                var fixture = new CaptureFixture(database);
                var other = database.connect();
                var statement = other.createStatement()) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            String settings =
                    "SELECT coalesce(string_agg(s::text, ','), '') FROM pg_db_role_setting r,"
                            + " unnest(setconfig) s, pg_database d WHERE d.oid = r.setdatabase"
                            + " AND d.datname = current_database()";
            other.setAutoCommit(false);
            try (var _ = fixture.capture()) {
                statement.execute("INSERT INTO t VALUES (1)");
                fixture.handle(new CaptureTask.WriteMarker(fixture.migration, fixture.address, 9));
                assertThat(fixture.context.all(Report.MarkerWritten.class).getLast().sessions())
                        .isPositive();
                for (int i = 0; i < 2; i++) {
                    fixture.handle(
                            new CaptureTask.FenceSource(fixture.migration, fixture.address, i));
                }
                assertThat(
                                fixture.context
                                        .all(Report.SourceFenced.class)
                                        .getFirst()
                                        .endedSessions())
                        .isPositive();
                assertThatThrownBy(() -> statement.execute("SELECT 1"))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> database.execute("INSERT INTO t VALUES (2)"))
                        .hasMessageContaining("read-only");
                assertThat(fixture.rows()).isEmpty();
            }
            // Comes late: the fence above is a later word.
            fixture.handle(new CaptureTask.LiftFence(fixture.migration, fixture.address, 0));
            assertThat(database.value(settings)).contains("read_only=on");
            fixture.handle(new CaptureTask.LiftFence(fixture.migration, fixture.address, 2));
            assertThat(database.value(settings)).isEmpty();
            database.execute(
                    "ALTER DATABASE \""
                            + database.name()
                            + "\" SET default_transaction_read_only = on");
            fixture.handle(new CaptureTask.LiftFence(fixture.migration, fixture.address, 3));
            assertThat(database.value(settings)).contains("read_only=on");
        }
    }
}
