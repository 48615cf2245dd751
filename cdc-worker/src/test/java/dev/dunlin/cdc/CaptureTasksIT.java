package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import java.util.List;
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
