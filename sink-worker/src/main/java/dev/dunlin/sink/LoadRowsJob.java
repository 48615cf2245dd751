package dev.dunlin.sink;

import dev.dunlin.messaging.JobRunner;
import dev.dunlin.messaging.Segment;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.messaging.WorkFailures;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads one partition of a migration's rows until it is closed. When Kafka or the target fail, all
 * that is open is rolled back, and reading begins again at the oldest attempt that was open.
 */
final class LoadRowsJob implements JobRunner.RunningJob {

    private static final Logger log = LoggerFactory.getLogger(LoadRowsJob.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long RELEASE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long PROGRESS_NANOS = Duration.ofMillis(500).toNanos();
    private static final long MOST_IDLE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long MOST_COUNTED_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final TargetSessions sessions;
    private final Function<Job.LoadRows, RowsSource> sources;
    private final WorkContext context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Job.LoadRows job;
    private volatile @Nullable RowsSource reading;

    LoadRowsJob(
            TargetSessions sessions,
            Function<Job.LoadRows, RowsSource> sources,
            Job.LoadRows job,
            WorkContext context) {
        this.sessions = sessions;
        this.sources = sources;
        this.context = context;
        this.job = job;
        this.thread = Thread.ofPlatform().name(job.id()).daemon().unstarted(this::run);
    }

    LoadRowsJob start() {
        thread.start();
        return this;
    }

    private void run() {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (!stopping()) {
            long start = System.nanoTime();
            try {
                load(job);
            } catch (FailureException e) {
                WorkFailures.retried(job.migration(), Role.SINK, e.failure());
                log.warn("{}: {}; reading again", job.id(), e.failure());
            } catch (RuntimeException e) {
                if (stopping()) {
                    log.debug("{}: ended in the middle of something", job.id(), e);
                    return;
                }
                log.error("{}: reading again after an error nobody foresaw", job.id(), e);
            }
            boolean wentWell = System.nanoTime() - start > MOST_IDLE_NANOS;
            pauseMillis = wentWell ? FIRST_PAUSE_MILLIS : pauseMillis;
            pause(pauseMillis);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
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

    /** Reads and loads until closed or until the job's specification changes. */
    private void load(Job.LoadRows current) {
        try (RowsSource source = sources.apply(current);
                RowConnections connections = new RowConnections(sessions, current);
                RowsLoader loader = new RowsLoader(current, connections, context)) {
            reading = source;
            Cycle cycle = new Cycle(source, loader);
            while (!stopping() && job.equals(current)) {
                cycle.run();
            }
        }
    }

    @Override
    public void update(Job changed) {
        if (changed instanceof Job.LoadRows load) {
            job = load;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        RowsSource source = reading;
        if (source != null) {
            source.wakeUp();
        }
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                log.warn("{} did not stop in time", job.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done again and again while reading. */
    private static final class Cycle {

        private final RowsSource source;
        private final RowsLoader loader;
        private long last = System.nanoTime();
        private long lastRelease = last;
        private long lastProgress = last;
        private long released = -1;

        Cycle(RowsSource source, RowsLoader loader) {
            this.source = source;
            this.loader = loader;
        }

        void run() {
            List<Segment> segments = source.poll(POLL);
            segments.forEach(loader::accept);
            long now = System.nanoTime();
            // A cycle that took long, because the target did, says nothing about the readers.
            loader.passIdleTime(Math.min(now - last, MOST_COUNTED_NANOS), MOST_IDLE_NANOS);
            last = now;
            if (now - lastRelease > RELEASE_NANOS) {
                release();
                lastRelease = now;
            }
            if (now - lastProgress > PROGRESS_NANOS) {
                loader.reportProgress();
                lastProgress = now;
            }
        }

        private void release() {
            long oldest =
                    loader.open().stream()
                            .mapToLong(OpenAttempt::beginOffset)
                            .min()
                            .orElseGet(source::position);
            if (oldest > released) {
                source.release(oldest);
                released = oldest;
            }
        }
    }
}
