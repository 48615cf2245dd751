package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that see a snapshot, kept for the next task of the same database and snapshot. One that
 * was idle for some seconds, or whose snapshot gave way to another, is closed, so that nothing
 * holds a source's vacuum back after its migration.
 */
final class SnapshotSessions implements AutoCloseable {

    private final PostgresConnector connector;
    private final Duration idleTime;
    private final int mostIdle;
    private final List<Idle> idle = new ArrayList<>();
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("snapshot-sessions").factory());
    private boolean closed;

    /**
     * No sessions yet.
     *
     * @param mostIdle sessions kept idle on one server, of whatever databases: many small ones in a
     *     row must not pile up
     */
    SnapshotSessions(PostgresConnector connector, Duration idleTime, int mostIdle) {
        this.connector = connector;
        this.mostIdle = mostIdle;
        this.idleTime = idleTime;
        long millis = Math.max(1, idleTime.toMillis() / 2);
        var _ =
                sweeper.scheduleWithFixedDelay(
                        this::closeIdle, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Work on a session. */
    @FunctionalInterface
    interface Work<T> {
        T on(SnapshotSession session) throws Exception;
    }

    /**
     * Does work on a session that sees the snapshot. The session is kept when the work succeeds and
     * closed when it fails, since a failed transaction is of no further use.
     *
     * @param doing what is being done, for failures: "copying table s.t"
     */
    <T> T with(View view, String doing, Work<T> work) throws Exception {
        SnapshotSession session = take(view);
        boolean reusable = false;
        try {
            T result = work.on(session);
            reusable = true;
            return result;
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.SOURCE, doing);
        } finally {
            if (reusable) {
                giveBack(view, session);
            } else {
                session.close();
            }
        }
    }

    /** A database as one snapshot shows it, to a migration. */
    record View(MigrationName migration, DatabaseAddress database, String snapshotId) {

        static View of(MigrationName migration, DatabaseAddress database, Snapshot snapshot) {
            return new View(migration, database, snapshot.id());
        }

        boolean sharesServer(View other) {
            return database.endpoint().host().equals(other.database.endpoint().host())
                    && database.endpoint().port() == other.database.endpoint().port();
        }

        boolean replaces(View other) {
            return migration.equals(other.migration)
                    && database.equals(other.database)
                    && !snapshotId.equals(other.snapshotId);
        }
    }

    private record Idle(View view, SnapshotSession session, long sinceNanos) {}

    private SnapshotSession take(View view) {
        closeWhere(entry -> view.replaces(entry.view));
        synchronized (idle) {
            for (int i = idle.size() - 1; i >= 0; i--) {
                if (idle.get(i).view.equals(view)) {
                    return idle.remove(i).session;
                }
            }
        }
        return SnapshotSession.open(
                connector, view.database, view.snapshotId, "dunlin/" + view.migration);
    }

    private void giveBack(View view, SnapshotSession done) {
        @Nullable SnapshotSession session = done;
        boolean renewed = done.renew(view.snapshotId);
        synchronized (idle) {
            if (!closed && renewed) {
                idle.add(new Idle(view, done, System.nanoTime()));
                session = crowded(view);
            }
        }
        if (session != null) {
            session.close();
        }
    }

    /** Takes out the session that was idle longest, if its server has too many. */
    private @Nullable SnapshotSession crowded(View latest) {
        List<Idle> there = idle.stream().filter(entry -> entry.view.sharesServer(latest)).toList();
        if (there.size() <= mostIdle) {
            return null;
        }
        idle.remove(there.getFirst());
        return there.getFirst().session;
    }

    private void closeIdle() {
        long now = System.nanoTime();
        closeWhere(entry -> now - entry.sinceNanos >= idleTime.toNanos());
    }

    private void closeWhere(Predicate<Idle> condition) {
        List<Idle> leaving;
        synchronized (idle) {
            leaving = idle.stream().filter(condition).toList();
            idle.removeAll(leaving);
        }
        leaving.forEach(entry -> entry.session.close());
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        synchronized (idle) {
            closed = true;
        }
        closeWhere(_ -> true);
    }
}
