package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands by while a slot is made, which ends only when every transaction that ran at its start has
 * ended: says who is in the way, and ends the attempt when it takes too long or is given up. A
 * server that waits for a transaction does not notice that its client has gone.
 */
final class SlotWait implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SlotWait.class);

    /** How long a slot may take to make, and how often it is said what it waits for. */
    record Patience(Duration atMost, Duration lookEvery) {

        static final Patience DEFAULT =
                new Patience(Duration.ofMinutes(10), Duration.ofSeconds(30));
    }

    private final PostgresConnector connector;
    private final DatabaseAddress address;
    private final int pid;
    private final Patience patience;
    private final Consumer<String> waiting;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean made;
    private volatile boolean tooLong;
    private volatile String blockers = "a transaction that is not known";

    private SlotWait(
            PostgresConnector connector,
            DatabaseAddress address,
            int pid,
            Patience patience,
            Consumer<String> waiting) {
        this.connector = connector;
        this.address = address;
        this.pid = pid;
        this.patience = patience;
        this.waiting = waiting;
    }

    /**
     * Watches the session that makes the slot.
     *
     * @param waiting told who is in the way, each time somebody is
     */
    static SlotWait start(
            PostgresConnector connector,
            DatabaseAddress address,
            int pid,
            Patience patience,
            Consumer<String> waiting) {
        SlotWait wait = new SlotWait(connector, address, pid, patience, waiting);
        Thread _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("slot-wait/" + address.database())
                        .start(wait::run);
        return wait;
    }

    /** The slot stands: the session must live on. */
    void made() {
        made = true;
    }

    /** Whether the attempt was ended for taking too long. */
    boolean tookTooLong() {
        return tooLong;
    }

    /** Who was in the way when it was last looked. */
    String blockers() {
        return blockers;
    }

    private void run() {
        long deadline = System.nanoTime() + patience.atMost.toNanos();
        try {
            while (!over.await(patience.lookEvery.toMillis(), TimeUnit.MILLISECONDS)) {
                onSource(this::look);
                if (System.nanoTime() >= deadline) {
                    tooLong = true;
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!made) {
            onSource(this::endSession);
        }
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void onSource(Work work) {
        try (Connection connection =
                connector.open(address, SessionSettings.source("dunlin/slot-wait"))) {
            work.on(connection);
        } catch (FailureException e) {
            log.debug("watching a slot being made: {}", e.failure());
        } catch (SQLException e) {
            log.debug("watching a slot being made: {}", e.getSQLState());
        }
    }

    private void look(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(CatalogQueries.text("slot-blockers"))) {
            query.setInt(1, pid);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        if (!found.isEmpty()) {
            blockers = TextLimits.some(found);
            log.warn("the snapshot of {} has to wait for {}", address, blockers);
            waiting.accept(blockers);
        }
    }

    private void endSession(Connection connection) throws SQLException {
        try (PreparedStatement end =
                connection.prepareStatement(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_replication WHERE pid = ?"
                                + " UNION ALL SELECT pg_terminate_backend(w.pid)"
                                + " FROM pg_stat_activity w"
                                + " WHERE w.pid = ? AND w.backend_type = 'walsender'"
                                + " AND NOT EXISTS (SELECT FROM pg_stat_replication r"
                                + " WHERE r.pid = w.pid)")) {
            end.setInt(1, pid);
            end.setInt(2, pid);
            end.executeQuery().close();
        }
    }

    /** Ends the watch; ends the session too unless the slot was made. */
    @Override
    public void close() {
        over.countDown();
    }
}
