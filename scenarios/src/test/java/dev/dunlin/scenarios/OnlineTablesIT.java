package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparing, copying again and leaving out while a live source is followed. */
@Tag("soak")
final class OnlineTablesIT {

    private static final String SAME_ROWS =
            "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM %s t";

    @TempDir private Path home;

    @Test
    void a_difference_is_named_the_table_copied_again_and_another_left_out() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            source.execute(
                    "CREATE TABLE customers AS SELECT g AS id, md5(g::text) AS name"
                            + " FROM generate_series(1, 40000) g",
                    "ALTER TABLE customers ADD PRIMARY KEY (id)",
                    "CREATE TABLE orders AS SELECT g AS id, 1 + g % 40000 AS customer"
                            + " FROM generate_series(1, 60000) g",
                    "ALTER TABLE orders ADD PRIMARY KEY (id),"
                            + " ADD FOREIGN KEY (customer) REFERENCES customers",
                    "CREATE TABLE audit (id int PRIMARY KEY, what text)",
                    "INSERT INTO audit SELECT g, 'x' FROM generate_series(1, 100) g",
                    "CREATE TABLE audited (id int PRIMARY KEY REFERENCES audit)",
                    "INSERT INTO audited SELECT g FROM generate_series(1, 100) g");
            try (SteadyWriter _ = new SteadyWriter(source);
                    LiveCustomers live = new LiveCustomers(source)) {
                run.start();
                run.awaitReady();
                assertThat(exit(run, 0, "verify", "--wait")).contains("equal, 5 tables, at ");

                target.execute("UPDATE customers SET name = 'spoiled' WHERE id = 39999");
                String found = exit(run, 6, "verify", "--wait");
                assertThat(found).contains("\"public\".\"customers\"").contains("(39999)");
                assertThat(exit(run, 0, "show")).contains("WaitingForUserAction");

                exit(run, 0, "reload", "--table", "customers");
                awaitEqual(run);
                exit(run, 0, "skip", "--table", "audit", "--reason", "kept elsewhere");
                source.execute(
                        "INSERT INTO audit VALUES (101, 'y')", "INSERT INTO audited VALUES (101)");
                awaitEqual(run);
                assertThat(live.written()).isPositive();
                run.succeed("--fence", "read-only");
            }
            assertThat(run.process().output())
                    .contains("1 table skipped")
                    .contains("kept elsewhere");
            for (String table : new String[] {"customers", "orders", "journal", "audited"}) {
                assertThat(target.value(SAME_ROWS.formatted(table)))
                        .as(table)
                        .isEqualTo(source.value(SAME_ROWS.formatted(table)));
            }
            assertThat(target.value("SELECT count(*) FROM audit")).isEqualTo("100");
            assertThat(
                            target.column(
                                    "SELECT conrelid::regclass FROM pg_constraint WHERE NOT"
                                            + " convalidated"))
                    .containsExactly("audited");
            OnlineRun.assertNothingOn(source);
        }
    }

    /** Phases in between refuse it. */
    private static void awaitEqual(OnlineRun run) {
        AtomicReference<String> said = new AtomicReference<>("");
        Await.until(
                "compared and equal",
                OnlineRun.READY,
                () -> {
                    try (DunlinProcess verify = run.command("verify", "--wait")) {
                        int code = verify.await();
                        said.set(verify.output() + verify.errors());
                        assertThat(code).as(said.get()).isNotEqualTo(6);
                        return code == 0;
                    }
                });
        assertThat(said.get()).contains("equal");
    }

    private static String exit(OnlineRun run, int code, String... command) throws Exception {
        try (DunlinProcess process = run.command(command)) {
            int exit = process.await();
            String said = process.output() + process.errors();
            assertThat(exit).as(said).isEqualTo(code);
            return said;
        }
    }

    /** Changes customers and adds orders all the time. */
    private static final class LiveCustomers implements AutoCloseable {

        private final TestDatabase source;
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::write);
        private volatile boolean closing;
        private volatile int written;

        LiveCustomers(TestDatabase source) {
            this.source = source;
            thread.start();
        }

        int written() {
            return written;
        }

        private void write() {
            try (var connection = source.connect();
                    var statement = connection.createStatement()) {
                for (int i = 1; !closing; i++) {
                    int id = 1 + i * 7919 % 40000;
                    statement.execute(
                            "BEGIN; INSERT INTO customers VALUES ("
                                    + (40000 + i)
                                    + ", 'new');"
                                    + " UPDATE customers SET name = name || '.' WHERE id = "
                                    + id
                                    + "; INSERT INTO orders VALUES ("
                                    + (60000 + i)
                                    + ", "
                                    + (40000 + i)
                                    + "); COMMIT");
                    written = i;
                    Thread.sleep(5);
                }
            } catch (java.sql.SQLException | InterruptedException _) {
                // The fence ended the session, which is what it is there for.
            }
        }

        @Override
        public void close() {
            closing = true;
            thread.interrupt();
        }
    }
}
