package dev.dunlin.scenarios.console;

import dev.dunlin.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Fills a database with the shop of the demonstration, and sells from it until it is closed. */
final class ShopWriter implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final Thread thread;
    private volatile boolean closing;

    ShopWriter(TestDatabase source) {
        source.execute(script());
        thread = Thread.ofVirtual().start(() -> write(source));
    }

    private static String script() {
        try (InputStream in =
                Objects.requireNonNull(
                        ShopWriter.class.getResourceAsStream("/dev/dunlin/app/demo/source.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(TestDatabase source) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            for (int round = 0; !closing; round++) {
                statement.execute(
                        "INSERT INTO shop.events (occurred_at, kind, payload) SELECT now(), 'sold',"
                                + " '{}' FROM generate_series(0, "
                                + round % 90 / 10
                                + ")");
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException _) {
            // A fence ends the session, which is what it is there for.
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
