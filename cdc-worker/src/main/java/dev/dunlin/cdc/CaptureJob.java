package dev.dunlin.cdc;

import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.messaging.WorkFailures;
import dev.dunlin.messaging.changes.ChangesTopic;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Job.CaptureChanges;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures one database for as long as the job stands: run after run. What passes by itself (a
 * server that restarts, a killed walsender, a broker out of reach) is tried again without end;
 * anything else is reported once, and then the job waits to be asked again.
 */
final class CaptureJob implements RunningJob {

    private static final Logger log = LoggerFactory.getLogger(CaptureJob.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final long LASTING_NANOS = Duration.ofSeconds(30).toNanos();

    /** Servers out of reach come back: for a task this is the end, for a job it is not. */
    private static final Set<String> PASSING = Set.of("DUN-SRC-CONNECT", "DUN-SRC-LOST");

    private final KafkaCluster cluster;
    private final ChangesTopic changes;
    private final SourceSessions sessions;
    private final WorkContext context;
    private final SourceWatch watch;
    private final BlockingQueue<CaptureChanges> updates = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean running;
    private volatile CaptureChanges latest;

    private CaptureChanges current;
    private long known;
    private Duration pause = FIRST_PAUSE;

    private CaptureJob(
            KafkaCluster cluster,
            ChangesTopic changes,
            SourceSessions sessions,
            CaptureChanges job,
            WorkContext context) {
        this.cluster = cluster;
        this.changes = changes;
        this.sessions = sessions;
        this.context = context;
        this.current = job;
        this.latest = job;
        this.watch = new SourceWatch(job, context);
        this.thread = Thread.ofPlatform().daemon().name(job.id()).unstarted(this::run);
    }

    /** Starts capturing on a thread of its own. */
    static CaptureJob start(
            KafkaCluster cluster,
            ChangesTopic changes,
            SourceSessions sessions,
            CaptureChanges job,
            WorkContext context) {
        CaptureJob started = new CaptureJob(cluster, changes, sessions, job, context);
        started.thread.start();
        return started;
    }

    @Override
    public void update(Job job) {
        if (job instanceof CaptureChanges capture && !capture.equals(latest)) {
            boolean goesOn = running && isSameWork(capture, latest);
            latest = capture;
            if (!goesOn) {
                updates.add(capture);
            }
        }
    }

    /** A capture that runs need not begin again because it was asked to go on. */
    private static boolean isSameWork(CaptureChanges asked, CaptureChanges before) {
        return new CaptureChanges(
                        asked.migration(),
                        asked.source(),
                        asked.partition(),
                        asked.patterns(),
                        asked.limits(),
                        asked.startLsn(),
                        before.request())
                .equals(before);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSING)) {
                log.warn("{} does not end in time", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped()) {
                takeUpdates();
                FailureException failure = capture();
                if (failure == null || stopped()) {
                    continue;
                }
                if (passes(failure)) {
                    WorkFailures.retried(current.migration(), Role.CAPTURE, failure.failure());
                    log.warn("{}: {}", current.id(), failure.failure());
                    waitBeforeRetry();
                } else {
                    giveUp(failure);
                }
            }
        } catch (InterruptedException e) {
            log.debug("{}: told to end", current.id());
        }
    }

    /** One run; what ended it, unless it was told to end. */
    private @Nullable FailureException capture() throws InterruptedException {
        long began = System.nanoTime();
        CaptureRun run = new CaptureRun(cluster, sessions, current, context, watch);
        try {
            running = true;
            changes.ensure(current.migration(), current.partition() + 1);
            run.run(known, () -> stopped() || !updates.isEmpty());
            return null;
        } catch (FailureException e) {
            return e;
        } catch (InterruptException e) {
            log.debug("{}: told to end while Kafka was asked", current.id());
            return null;
        } catch (RuntimeException e) {
            log.error("{}: capture failed unexpectedly", current.id(), e);
            return new FailureException(
                    new Failure(
                            "DUN-BUG-CAPTURE",
                            FailureKind.BUG,
                            "capture failed unexpectedly: " + e.getClass().getSimpleName(),
                            "Report this with the log of the cdc worker."),
                    false,
                    e);
        } finally {
            running = false;
            known = Math.max(known, run.confirmed());
            if (System.nanoTime() - began > LASTING_NANOS) {
                pause = FIRST_PAUSE;
            }
        }
    }

    private static boolean passes(FailureException failure) {
        return failure.retryable() || PASSING.contains(failure.failure().code());
    }

    private void waitBeforeRetry() throws InterruptedException {
        CaptureChanges update = updates.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (update != null) {
            become(update);
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Reports, and waits for a new request. */
    private void giveUp(FailureException failure) throws InterruptedException {
        WorkFailures.reported(current.migration(), Role.CAPTURE, failure.failure());
        log.error("{}: {}", current.id(), failure.failure());
        if (failure.failure().code().equals("DUN-SRC-SLOT-LIMIT")) {
            dropSlot();
        }
        int asked = latest.request();
        context.report(
                new Report.JobFailed(current.migration(), current.id(), asked, failure.failure()));
        while (current.request() <= asked) {
            become(updates.take());
        }
        pause = FIRST_PAUSE;
    }

    private void dropSlot() {
        String database = current.source().database();
        try (Connection connection = sessions.writing(current.source(), current.migration())) {
            CaptureRemoval.dropSlot(
                    connection, CaptureNames.of(current.migration(), database).slot(), database);
        } catch (SQLException | FailureException e) {
            log.error("{}: the slot could not be dropped: {}", current.id(), e.getMessage());
        }
    }

    private void takeUpdates() {
        CaptureChanges update = updates.poll();
        while (update != null) {
            become(update);
            update = updates.poll();
        }
    }

    private void become(CaptureChanges update) {
        if (!update.equals(current)) {
            current = update;
            watch.update(update);
        }
    }

    private boolean stopped() {
        return closed || context.cancelled();
    }
}
