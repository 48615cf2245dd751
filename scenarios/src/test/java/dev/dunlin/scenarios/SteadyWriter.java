package dev.dunlin.scenarios;

import dev.dunlin.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Writes small transactions, gently, until the source is fenced: many can do so at once. */
final class SteadyWriter implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TestDatabase source;
    private final AtomicLong written = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::write);
    private volatile boolean closing;

    SteadyWriter(TestDatabase source) {
        this.source = source;
        source.execute(
                "CREATE TABLE journal (id bigint PRIMARY KEY, text text, changed int DEFAULT 0)");
        thread.start();
    }

    /** Transactions that were committed. */
    long written() {
        return written.get();
    }

    private void write() {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (long id = 1; !closing; id++) {
                statement.execute(
                        "INSERT INTO journal (id, text) VALUES (" + id + ", md5('" + id + "'))");
                statement.execute(
                        "UPDATE journal SET changed = changed + 1 WHERE id % 97 = " + id % 97);
                statement.execute("DELETE FROM journal WHERE id = " + (id - 500));
                connection.commit();
                written.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException _) {
            // The fence ended the session, which is what it is there for.
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
