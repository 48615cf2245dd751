package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far an index build is, every second, from a session of its own that is only opened when
 * the build takes that long. Its figures are welcome and not needed: it never fails a build.
 */
final class BuildProgress implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BuildProgress.class);
    private static final String QUERY =
            "SELECT blocks_done + tuples_done, blocks_total + tuples_total"
                    + " FROM pg_catalog.pg_stat_progress_create_index WHERE pid = ?";

    private final TargetSessions sessions;
    private final TargetTask.BuildItems task;
    private final WorkContext context;
    private final int pid;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String label = "";

    private BuildProgress(
            TargetSessions sessions, TargetTask.BuildItems task, WorkContext context, int pid) {
        this.sessions = sessions;
        this.task = task;
        this.context = context;
        this.pid = pid;
    }

    /** Watches what the connection builds until closed. */
    static BuildProgress watch(
            TargetSessions sessions,
            TargetTask.BuildItems task,
            WorkContext context,
            Connection connection)
            throws SQLException {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        BuildProgress progress = new BuildProgress(sessions, task, context, pid);
        Thread _ = Thread.ofPlatform().daemon().name("build-progress").start(progress::watch);
        return progress;
    }

    /** Says what is built from now on. */
    void working(ArchiveEntry entry) {
        label = entry.label();
    }

    private void watch() {
        try {
            if (closed.await(1, TimeUnit.SECONDS)) {
                return;
            }
            sessions.run(task.target(), "watching an index build", this::poll);
        } catch (FailureException e) {
            log.debug("no progress of {}: {}", task.id(), e.failure().code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean poll(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setInt(1, pid);
            do {
                try (ResultSet row = query.executeQuery()) {
                    long done = row.next() ? row.getLong(1) : 0;
                    long total = done == 0 ? 0 : row.getLong(2);
                    context.progress(
                            new Progress.TaskProgress(
                                    task.migration(), task.id(), label, done, total));
                }
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
