package dev.dunlin.sink.apply;

import dev.dunlin.messaging.JobRunner;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.messaging.WorkFailures;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Side;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies one database's changes until it is closed. What may pass by itself is tried again; what
 * may not is reported, and the job rests until it is asked for again.
 */
public final class ApplyChangesJob implements JobRunner.RunningJob {

    private static final Logger log = LoggerFactory.getLogger(ApplyChangesJob.class);

    /** Nothing is tried again: it would end the same way. */
    private static final Failure OUT_OF_MEMORY =
            new Failure(
                    "DUN-APPLY-MEMORY",
                    FailureKind.TARGET,
                    "there is not enough memory for a change of the source",
                    "give more, for example with DUNLIN_JAVA_OPTIONS=-Xmx2g, and run the same"
                            + " command again");

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long WENT_WELL_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LOOK_MILLIS = 100;

    private final ApplyTarget target;
    private final Function<Job.ApplyChanges, ChangesSource> sources;
    private final WorkContext context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Job.ApplyChanges job;
    private GroupReader.@Nullable Stop stop;

    /** A job that is not started yet. */
    public ApplyChangesJob(
            ApplyTarget target,
            Function<Job.ApplyChanges, ChangesSource> sources,
            Job.ApplyChanges job,
            WorkContext context) {
        this.target = target;
        this.sources = sources;
        this.context = context;
        this.job = job;
        this.thread = Thread.ofPlatform().name(job.id()).daemon().unstarted(this::run);
    }

    /** Begins to apply. */
    public ApplyChangesJob start() {
        thread.start();
        return this;
    }

    private void run() {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (!stopping()) {
            long start = System.nanoTime();
            Job.ApplyChanges current = job;
            Failure failure = applyOnce(current);
            if (failure != null) {
                report(current, failure);
                awaitRequest(current);
                pauseMillis = FIRST_PAUSE_MILLIS;
                continue;
            }
            boolean wentWell = System.nanoTime() - start > WENT_WELL_NANOS;
            pause(wentWell ? FIRST_PAUSE_MILLIS : pauseMillis);
            pauseMillis =
                    wentWell ? FIRST_PAUSE_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    /** One run; why it must not be repeated, or null. */
    private @Nullable Failure applyOnce(Job.ApplyChanges current) {
        try {
            apply(current);
            stop = null;
        } catch (ShapeChangedException e) {
            // Once more, and up to there: what was committed before must not be lost.
            stop = new GroupReader.Stop(e.commitLsn(), e.failure());
        } catch (FailureException e) {
            if (!e.retryable()) {
                return e.failure();
            }
            retry(current, e.failure());
        } catch (SQLException e) {
            FailureException named = SqlFailures.of(e, Side.TARGET, "applying changes");
            if (!named.retryable()) {
                return named.failure();
            }
            retry(current, named.failure());
        } catch (RuntimeException e) {
            log.error("{}: reading again after an error nobody foresaw", current.id(), e);
        } catch (OutOfMemoryError e) {
            log.error("{}: no memory", current.id(), e);
            return OUT_OF_MEMORY;
        }
        return null;
    }

    private static void retry(Job.ApplyChanges current, Failure failure) {
        WorkFailures.retried(current.migration(), Role.SINK, failure);
        log.warn("{}: {}; reading again", current.id(), failure);
    }

    private void apply(Job.ApplyChanges current) throws SQLException {
        ApplyRun.Means means =
                new ApplyRun.Means(target, sources.apply(current), context, () -> job);
        try (ApplyRun run = ApplyRun.open(means, stop)) {
            run.run(() -> !stopping() && sameWork(job, current));
        }
    }

    /** Pauses and requests change while a run goes on; all else needs a new one. */
    private static boolean sameWork(Job.ApplyChanges job, Job.ApplyChanges current) {
        return job.target().equals(current.target())
                && job.partition() == current.partition()
                && job.patterns().equals(current.patterns())
                && job.fence().equals(current.fence())
                && job.fences().equals(current.fences())
                && job.skipped().equals(current.skipped())
                && (job.anchorAt().isEmpty() || job.anchorAt().equals(current.anchorAt()));
    }

    private void report(Job.ApplyChanges current, Failure failure) {
        log.error("{}: {}", current.id(), failure);
        WorkFailures.reported(current.migration(), Role.SINK, failure);
        boolean said = false;
        while (!said && !stopping()) {
            try {
                context.report(
                        new Report.JobFailed(
                                current.migration(), current.id(), current.request(), failure));
                said = true;
            } catch (FailureException e) {
                log.warn("{}: cannot report: {}", current.id(), e.failure());
                pause(LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private void awaitRequest(Job.ApplyChanges failed) {
        while (!stopping() && job.request() == failed.request()) {
            pause(LOOK_MILLIS);
        }
        stop = null;
    }

    private boolean stopping() {
        return closed.getCount() == 0 || context.cancelled();
    }

    private void pause(long millis) {
        try {
            boolean _ = closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public void update(Job changed) {
        if (changed instanceof Job.ApplyChanges apply) {
            job = apply;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                log.warn("{} did not stop in time", job.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
