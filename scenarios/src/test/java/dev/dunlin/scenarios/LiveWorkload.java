package dev.dunlin.scenarios;

import dev.dunlin.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers that do to a source what applications do: each runs transactions of its own kind until it
 * is stopped or refused for the source being read-only. Any other error of theirs is kept.
 */
final class LiveWorkload implements AutoCloseable {

    /** Sum of all accounts at every commit. */
    static final long TOTAL = 100_000;

    private static final int ACCOUNTS = 100;
    private static final String READ_ONLY = "25006";

    /**
     * Sessions that a fence ended, or the server's death; a server that is not there yet; and two
     * transfers that wait for each other.
     */
    private static final List<String> ENDED =
            List.of("57P01", "57P02", "57P03", "08001", "08006", "08003", "25P02", "40P01");

    private final TestDatabase source;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger readOnly = new AtomicInteger();
    private final AtomicLong transactions = new AtomicLong();
    private final List<Thread> writers = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    /** One transaction. */
    @FunctionalInterface
    private interface Work {
        void in(Statement statement, Random random) throws SQLException;
    }

    LiveWorkload(TestDatabase source) {
        this.source = source;
    }

    /** Makes the tables and what stands in them before. */
    static void prepare(TestDatabase source) {
        source.execute(
                "CREATE TABLE account (id int PRIMARY KEY, balance numeric NOT NULL)",
                "INSERT INTO account SELECT g, 1000 FROM generate_series(1, " + ACCOUNTS + ") g",
                "CREATE TABLE transfer (id bigserial PRIMARY KEY, a int REFERENCES account, b int,"
                        + " amount numeric, at timestamptz DEFAULT now())",
                "CREATE TABLE badge (id int PRIMARY KEY, label text UNIQUE NOT NULL)",
                "INSERT INTO badge SELECT g, 'b' || g FROM generate_series(1, 50) g",
                "CREATE TABLE mover (id int PRIMARY KEY, note text)",
                "INSERT INTO mover SELECT g, 'n' FROM generate_series(1, 200) g",
                "CREATE TABLE document (id int PRIMARY KEY, title text, body text, scan bytea)",
                "ALTER TABLE document ALTER body SET STORAGE EXTERNAL, ALTER scan SET STORAGE"
                        + " EXTERNAL",
                "INSERT INTO document SELECT g, 't', repeat(md5(g::text), 320), CASE WHEN g <= 3"
                        + " THEN decode(repeat(md5(g::text), 65536), 'hex') END FROM"
                        + " generate_series(1, 40) g",
                "CREATE TABLE scratch (id int, v text, PRIMARY KEY (id))",
                "CREATE TABLE heap (a int, b text, c jsonb)",
                "ALTER TABLE heap REPLICA IDENTITY FULL",
                "INSERT INTO heap SELECT g % 5, 'x', '{\"k\": 1}' FROM generate_series(1, 200) g",
                "CREATE TABLE reading (region text, day int, id int, v text,"
                        + " PRIMARY KEY (region, day, id)) PARTITION BY LIST (region)",
                "CREATE TABLE reading_n PARTITION OF reading FOR VALUES IN ('n')"
                        + " PARTITION BY RANGE (day)",
                "CREATE TABLE reading_n1 PARTITION OF reading_n FOR VALUES FROM (0) TO (50)",
                "CREATE TABLE reading_n2 PARTITION OF reading_n FOR VALUES FROM (50) TO (100)",
                "CREATE TABLE reading_s PARTITION OF reading FOR VALUES IN ('s')",
                "INSERT INTO reading SELECT CASE WHEN g % 2 = 0 THEN 'n' ELSE 's' END, g % 100, g,"
                        + " 'v' FROM generate_series(1, 400) g",
                "CREATE TABLE bulk (id int PRIMARY KEY, v text)");
    }

    /** Starts every writer. */
    LiveWorkload start() {
        start("transfers", LiveWorkload::transfer);
        start("transfers-2", LiveWorkload::transfer);
        start("badges", LiveWorkload::swap);
        start("movers", LiveWorkload::move);
        start("documents", LiveWorkload::edit);
        start("scratch", LiveWorkload::scratch);
        start("heap", LiveWorkload::heap);
        start("readings", LiveWorkload::reading);
        return this;
    }

    private static void transfer(Statement statement, Random random) throws SQLException {
        int from = 1 + random.nextInt(ACCOUNTS);
        int to = 1 + random.nextInt(ACCOUNTS);
        statement.execute("UPDATE account SET balance = balance - 1.50 WHERE id = " + from);
        statement.execute("UPDATE account SET balance = balance + 1.50 WHERE id = " + to);
        statement.execute(
                "INSERT INTO transfer (a, b, amount) VALUES (" + from + ", " + to + ", 1.50)");
    }

    /** Two rows change places by way of a third value, so that only the order keeps them apart. */
    private static void swap(Statement statement, Random random) throws SQLException {
        int a = 1 + random.nextInt(25);
        int b = 26 + random.nextInt(25);
        statement.execute("CREATE TEMP TABLE IF NOT EXISTS kept (x text, y text)");
        statement.execute("DELETE FROM kept");
        statement.execute(
                "INSERT INTO kept SELECT (SELECT label FROM badge WHERE id = "
                        + a
                        + "), (SELECT label FROM badge WHERE id = "
                        + b
                        + ")");
        statement.execute("UPDATE badge SET label = 'between' WHERE id = " + a);
        statement.execute("UPDATE badge SET label = (SELECT x FROM kept) WHERE id = " + b);
        statement.execute("UPDATE badge SET label = (SELECT y FROM kept) WHERE id = " + a);
    }

    private static void move(Statement statement, Random random) throws SQLException {
        String some = "(SELECT id FROM mover ORDER BY random() LIMIT 1)";
        statement.execute(
                "UPDATE mover SET id = (SELECT max(id) + 1 FROM mover), note = 'm"
                        + random.nextInt(1_000)
                        + "' WHERE id = "
                        + some);
        statement.execute("UPDATE mover SET note = 'again' WHERE id = " + some);
    }

    private static void edit(Statement statement, Random random) throws SQLException {
        int id = 1 + random.nextInt(40);
        statement.execute("UPDATE document SET title = title || 'x' WHERE id = " + id);
        if (random.nextInt(4) == 0) {
            statement.execute(
                    "UPDATE document SET body = repeat(md5('"
                            + random.nextLong()
                            + "'), 320)"
                            + " WHERE id = "
                            + id);
        }
        if (random.nextInt(20) == 0) {
            statement.execute("UPDATE document SET id = -id WHERE id = " + id);
            statement.execute("UPDATE document SET id = -id, title = 't' WHERE id = -" + id);
        }
    }

    private static void scratch(Statement statement, Random random) throws SQLException {
        statement.execute(
                "INSERT INTO scratch SELECT g, 's' FROM generate_series(1, "
                        + (1 + random.nextInt(30))
                        + ") g ON CONFLICT (id) DO UPDATE SET v = scratch.v || '+'");
        statement.execute("SAVEPOINT s");
        statement.execute("DELETE FROM scratch");
        statement.execute("ROLLBACK TO s");
        if (random.nextInt(200) == 0) {
            statement.execute("TRUNCATE scratch");
            statement.execute("INSERT INTO scratch VALUES (1, 'after')");
        }
        if (random.nextInt(5) == 0) {
            statement.execute("DELETE FROM scratch WHERE id % 3 = 0");
        }
    }

    private static void heap(Statement statement, Random random) throws SQLException {
        String one = "(SELECT ctid FROM heap OFFSET " + random.nextInt(100) + " LIMIT 1)";
        statement.execute("INSERT INTO heap VALUES (" + random.nextInt(5) + ", NULL, '[1.0]')");
        statement.execute("UPDATE heap SET b = 'y' WHERE ctid = " + one);
        statement.execute("DELETE FROM heap WHERE ctid = " + one);
    }

    private static void reading(Statement statement, Random random) throws SQLException {
        int id = 1 + random.nextInt(400);
        statement.execute(
                "UPDATE reading SET region = CASE region WHEN 'n' THEN 's' ELSE 'n' END, day = "
                        + random.nextInt(100)
                        + ", v = v || '.' WHERE id = "
                        + id);
    }

    /** One transaction of many rows. */
    void bulk(int rows) {
        source.execute(
                "INSERT INTO bulk SELECT g, md5(g::text) FROM generate_series(1, " + rows + ") g");
    }

    private void start(String name, Work work) {
        writers.add(Thread.ofPlatform().daemon().name(name).start(() -> write(name, work)));
    }

    private void write(String name, Work work) {
        Random random = new Random(name.hashCode());
        while (!stopped.get()) {
            try (Connection connection = source.connect()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    writeOn(connection, statement, work, random);
                }
                return;
            } catch (SQLException | IllegalStateException e) {
                if (READ_ONLY.equals(state(e))) {
                    readOnly.incrementAndGet();
                    return;
                }
                if (!ENDED.contains(state(e))) {
                    keep(name + ": " + e.getMessage());
                    return;
                }
                LockSupport.parkNanos(15_000_000);
            }
        }
    }

    private void writeOn(Connection connection, Statement statement, Work work, Random random)
            throws SQLException {
        while (!stopped.get()) {
            work.in(statement, random);
            if (random.nextInt(10) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                transactions.incrementAndGet();
            }
            LockSupport.parkNanos(15_000_000);
        }
    }

    private static String state(Exception e) {
        return e instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "08006";
    }

    private void keep(String error) {
        synchronized (errors) {
            errors.add(error);
        }
    }

    /** Writers that met a read-only source. */
    int refused() {
        return readOnly.get();
    }

    long transactions() {
        return transactions.get();
    }

    List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    /** Ends the writers that still run. */
    void stop() {
        stopped.set(true);
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
