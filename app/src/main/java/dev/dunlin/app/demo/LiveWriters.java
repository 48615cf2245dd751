package dev.dunlin.app.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that change the source while it moves, some fifty changes a second: a migration of a live
 * database is shown, not how fast a machine is. They stop when the source refuses writes.
 */
final class LiveWriters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveWriters.class);
    private static final int WRITERS = 2;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String READ_ONLY = "25006";

    private final String url;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicReference<String> refusal = new AtomicReference<>("");
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private LiveWriters(String url) {
        this.url = url;
    }

    /** Starts writing to the sample database at this JDBC URL. */
    static LiveWriters start(String url) {
        LiveWriters writers = new LiveWriters(url);
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            writers.threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("writer-" + number)
                            .start(() -> writers.write(number)));
        }
        return writers;
    }

    /** Row changes that were committed. */
    long changes() {
        return changes.get();
    }

    /** What the source answered to a write it did not take; empty while it takes them. */
    String refusal() {
        return refusal.get();
    }

    private void write(int number) {
        while (!stopped && refusal.get().isEmpty()) {
            try (Connection connection = DriverManager.getConnection(url)) {
                writeOn(connection, number);
            } catch (SQLException e) {
                note(e);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void writeOn(Connection connection, int number)
            throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (long round = 0; !stopped; round++) {
                int done = round(statement, number, round);
                connection.commit();
                changes.addAndGet(done);
                Thread.sleep(PAUSE);
            }
        }
    }

    /** An event comes, a customer changes, an old event of the same writer goes. */
    private static int round(Statement statement, int number, long round) throws SQLException {
        String kind = "'demo-" + number + "'";
        int done =
                statement.executeUpdate(
                        "INSERT INTO shop.events (occurred_at, kind, payload) SELECT now(), "
                                + kind
                                + ", jsonb_build_object('round', "
                                + round
                                + ") FROM generate_series(1, 2)");
        done +=
                statement.executeUpdate(
                        "UPDATE shop.customers SET preferences = preferences"
                                + " || jsonb_build_object('seen', "
                                + round
                                + ") WHERE id = 1 + "
                                + (2 * round + number) % 100);
        done +=
                statement.executeUpdate(
                        "DELETE FROM shop.events WHERE id = (SELECT min(id) FROM shop.events"
                                + " WHERE kind = "
                                + kind
                                + ")");
        return done;
    }

    /** A fence ends sessions first; only the next one is told why. */
    private void note(SQLException e) {
        LOG.info("a writer's session ended", e);
        if (READ_ONLY.equals(e.getSQLState())) {
            refusal.compareAndSet(
                    "", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }
}
