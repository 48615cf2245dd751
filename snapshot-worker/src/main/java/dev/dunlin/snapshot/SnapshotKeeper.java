package dev.dunlin.snapshot;

import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Job.HoldSnapshot;
import dev.dunlin.protocol.Report;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one database's exported snapshot alive. Reports it when it is first held, for each new
 * request, and again with another snapshot after the one before was lost. The source is left with
 * nothing when the job closes: the transaction ends with its connection.
 */
final class SnapshotKeeper implements RunningJob {

    private static final Logger log = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration CLOSING = Duration.ofSeconds(8);

    private final PostgresConnector connector;
    private final WorkContext context;
    private final BlockingQueue<HoldSnapshot> requests = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable HeldSnapshot holding;
    private HoldSnapshot current;

    private SnapshotKeeper(PostgresConnector connector, HoldSnapshot job, WorkContext context) {
        this.connector = connector;
        this.context = context;
        this.current = job;
        this.thread = Thread.ofVirtual().name(job.id()).unstarted(this::run);
    }

    /** Starts holding on a thread of its own. */
    static SnapshotKeeper start(
            PostgresConnector connector, HoldSnapshot job, WorkContext context) {
        SnapshotKeeper keeper = new SnapshotKeeper(connector, job, context);
        keeper.thread.start();
        return keeper;
    }

    @Override
    public void update(Job job) {
        if (job instanceof HoldSnapshot hold) {
            requests.add(hold);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSING)) {
                log.warn("{} does not answer; its connection is cut", current.id());
                HeldSnapshot held = holding;
                if (held != null) {
                    held.abort();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Holds a snapshot, and another when that is lost, until the job is closed. */
    private void run() {
        Duration pause = Duration.ofSeconds(1);
        boolean complained = false;
        while (!stopped()) {
            try (HeldSnapshot held = HeldSnapshot.take(connector, current)) {
                holding = held;
                pause = Duration.ofSeconds(1);
                complained = false;
                log.info("{}: snapshot {} is held", current.id(), held.snapshot().id());
                hold(held);
            } catch (FailureException e) {
                if (!complained && !stopped()) {
                    log.warn("{}: {}", current.id(), e.failure());
                    complained = true;
                }
            } catch (InterruptedException e) {
                break;
            } finally {
                holding = null;
            }
            if (!waitBeforeRetry(pause)) {
                break;
            }
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                            ? LONGEST_PAUSE
                            : pause.multipliedBy(2);
        }
        log.debug("{}: ended", current.id());
    }

    private void hold(HeldSnapshot held) throws InterruptedException {
        report(held);
        while (!stopped()) {
            HoldSnapshot asked = requests.poll(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            held.check();
            if (asked != null && asked.request() != current.request()) {
                current = asked;
                report(held);
            }
        }
    }

    private void report(HeldSnapshot held) {
        context.report(
                new Report.SnapshotHeld(
                        current.migration(),
                        current.source().database(),
                        current.request(),
                        held.snapshot()));
    }

    /** A new request ends the pause; it may come with another address. */
    private boolean waitBeforeRetry(Duration pause) {
        try {
            HoldSnapshot asked = requests.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
            if (asked != null) {
                current = asked;
            }
            return !stopped();
        } catch (InterruptedException e) {
            return false;
        }
    }

    private boolean stopped() {
        return closed || context.cancelled();
    }
}
