package dev.dunlin.sink.apply;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.protocol.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies from the position on until it is told to end or something fails: this thread applies,
 * another one reads. Whatever fails, the next run begins at the position again.
 */
final class ApplyRun implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ApplyRun.class);
    private static final long WAIT_MILLIS = 100;
    private static final Duration END = Duration.ofSeconds(5);

    private final Supplier<Job.ApplyChanges> latest;
    private final Connection connection;
    private final Connection catalog;
    private final Exchange exchange = new Exchange();
    private final Applier applier;
    private final AppliedReports reports;
    private final Release release;
    private final ApplyMeters meters;
    private final AnchoredSnapshot anchored;
    private final Thread reading;

    /** What a run needs. */
    record Means(
            ApplyTarget target,
            ChangesSource source,
            WorkContext context,
            Supplier<Job.ApplyChanges> latest) {}

    private ApplyRun(
            Means means, Connection connection, Connection catalog, GroupReader.@Nullable Stop stop)
            throws SQLException {
        Job.ApplyChanges job = means.latest().get();
        this.latest = means.latest();
        this.connection = connection;
        this.catalog = catalog;
        ApplySession.prepare(connection);
        PositionRow row = new PositionRow(connection, job.database());
        Applied applied = row.open(Lsn.parse(job.startLsn()));
        this.applier = new Applier(connection, row, applied);
        this.reports = new AppliedReports(means.context());
        this.meters = new ApplyMeters(job);
        this.release = new Release(connection, means.source(), applied.resume().offset());
        long anchorAt = Lsn.parse(job.anchorAt());
        boolean passed = applied.lsn() > anchorAt;
        this.anchored = new AnchoredSnapshot(means.target(), reports, anchorAt != 0 && passed);
        GroupReader.Start start =
                new GroupReader.Start(
                        applied,
                        new Followed(catalog, job),
                        () -> Lsn.parse(latest.get().pauseAt()),
                        passed ? 0 : anchorAt,
                        stop);
        GroupReader reader = new GroupReader(means.source(), exchange, start);
        this.reading =
                Thread.ofPlatform()
                        .name(job.id() + "/read")
                        .daemon()
                        .unstarted(() -> read(means.source(), reader));
    }

    /** Connects and finds out where to begin; the source is closed with the run. */
    static ApplyRun open(Means means, GroupReader.@Nullable Stop stop) throws SQLException {
        Connection connection = null;
        Connection catalog = null;
        try {
            connection = means.target().open(means.latest().get());
            catalog = means.target().open(means.latest().get());
            return new ApplyRun(means, connection, catalog, stop);
        } catch (SQLException | RuntimeException e) {
            Quietly.close(connection);
            Quietly.close(catalog);
            means.source().close();
            throw e;
        }
    }

    private static void read(ChangesSource source, GroupReader reader) {
        try (source) {
            reader.run();
        }
    }

    /** Applies while {@code going}. */
    void run(BooleanSupplier going) throws SQLException {
        reading.start();
        if (applier.applied().marker().number() >= 0) {
            // Whoever committed it may have died before it was on disk.
            applier.flush();
            reports.marker(latest.get(), applier.applied());
        }
        while (going.getAsBoolean()) {
            Job.ApplyChanges job = latest.get();
            boolean holds = holds(job);
            if (holds) {
                hold(job);
            } else {
                step(job);
            }
            reports.position(job, applier.applied());
            anchored.look(job);
            if (!applier.isOpen()) {
                release.look(applier.applied());
            }
        }
    }

    private boolean holds(Job.ApplyChanges job) {
        long pauseAt = Lsn.parse(job.pauseAt());
        return pauseAt != 0 && applier.applied().lsn() >= pauseAt && !applier.isOpen();
    }

    private void hold(Job.ApplyChanges job) throws SQLException {
        if (!reports.saidPaused(job)) {
            applier.flush();
            reports.paused(job, applier.applied());
        }
        rest();
    }

    /** A short time in which nothing is applied. */
    private static void rest() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    private void step(Job.ApplyChanges job) throws SQLException {
        switch (exchange.take(WAIT_MILLIS)) {
            case null -> {}
            case Exchange.Ended(RuntimeException cause) -> throw cause;
            case Exchange.Ready(Group group) -> {
                if (group.isBehindAnchor()) {
                    anchored.take(job);
                }
                apply(group);
                exchange.applied(group);
                if (group.marker() >= 0) {
                    applier.flush();
                    reports.marker(job, applier.applied());
                }
            }
        }
    }

    private void apply(Group group) throws SQLException {
        if (group.discardsOpen()) {
            meters.discardOpen();
        }
        Applied before = applier.applied();
        long start = System.nanoTime();
        applier.apply(group);
        meters.applied(group, System.nanoTime() - start);
        if (!applier.isOpen()) {
            meters.committed(before, applier.applied());
        }
    }

    @Override
    public void close() {
        exchange.close();
        Quietly.close(connection);
        try {
            if (reading.getState() != Thread.State.NEW && !reading.join(END)) {
                log.warn("{} did not stop in time", reading.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        anchored.close();
        Quietly.close(catalog);
    }
}
