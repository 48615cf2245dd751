package dev.dunlin.snapshot;

import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Job.HoldSnapshot;
import dev.dunlin.protocol.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one database's exported snapshot alive. Reports it when it is first held, for each new
 * request, and again with another snapshot after the one before was lost or when the job asks for
 * the other kind (anchored or not). What only people can mend is reported as a failure, and tried
 * again when asked. The source is left with nothing when the job closes: the transaction ends with
 * its connection.
 */
final class SnapshotKeeper implements RunningJob {

    private static final Logger log = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration UNTIL_ASKED = Duration.ofDays(365);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration CLOSING = Duration.ofSeconds(8);

    private final PostgresConnector connector;
    private final WorkContext context;
    private final SlotWait.Patience patience;
    private final BlockingQueue<HoldSnapshot> requests = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable HeldSnapshot holding;
    private volatile HoldSnapshot current;
    private Duration pause = FIRST_PAUSE;
    private boolean complained;
    private volatile String noticed = "";

    private SnapshotKeeper(
            PostgresConnector connector,
            HoldSnapshot job,
            WorkContext context,
            SlotWait.Patience patience) {
        this.connector = connector;
        this.patience = patience;
        this.context = context;
        this.current = job;
        this.thread = Thread.ofPlatform().daemon().name(job.id()).unstarted(this::run);
    }

    /** Starts holding on a thread of its own. */
    static SnapshotKeeper start(
            PostgresConnector connector, HoldSnapshot job, WorkContext context) {
        return start(connector, job, context, SlotWait.Patience.DEFAULT);
    }

    static SnapshotKeeper start(
            PostgresConnector connector,
            HoldSnapshot job,
            WorkContext context,
            SlotWait.Patience patience) {
        SnapshotKeeper keeper = new SnapshotKeeper(connector, job, context, patience);
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
        while (!stopped()) {
            FailureException failure = holdOne();
            if (failure == null) {
                continue;
            }
            if (AnchorSlot.needsHelp(failure)) {
                context.report(
                        new Report.JobFailed(
                                current.migration(),
                                current.id(),
                                current.request(),
                                failure.failure()));
                pause = UNTIL_ASKED;
            }
            if (!waitBeforeRetry()) {
                break;
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
        log.debug("{}: ended", current.id());
    }

    /** Takes a snapshot and holds it; returns what ended it, unless another kind is wanted. */
    private @Nullable FailureException holdOne() {
        try (HeldSnapshot taken = HeldSnapshot.take(connector, current, patience, this::waiting)) {
            holding = taken;
            pause = FIRST_PAUSE;
            complained = false;
            log.info("{}: snapshot {} is held", current.id(), taken.snapshot().id());
            hold(taken);
            return null;
        } catch (FailureException e) {
            if (!complained && !stopped()) {
                log.warn("{}: {}", current.id(), e.failure());
                complained = true;
            }
            return e;
        } catch (InterruptedException e) {
            closed = true;
            return null;
        } finally {
            holding = null;
        }
    }

    /** Returns when another kind of snapshot is wanted, or none any more. */
    private void hold(HeldSnapshot held) throws InterruptedException {
        report(held);
        while (!stopped()) {
            HoldSnapshot asked = requests.poll(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            held.check();
            if (asked != null && another(asked)) {
                current = asked;
                return;
            }
            if (asked != null && asked.request() != current.request()) {
                current = asked;
                report(held);
            }
        }
    }

    private boolean another(HoldSnapshot asked) {
        return asked.anchored() != current.anchored() || asked.occasion() != current.occasion();
    }

    /** People see once, not each time it is looked, what a snapshot waits for. */
    private void waiting(String blockers) {
        if (blockers.equals(noticed)) {
            return;
        }
        noticed = blockers;
        context.report(
                new Report.Noticed(
                        current.migration(),
                        List.of(
                                Finding.warning(
                                        "DUN-SRC-SLOT-WAIT",
                                        current.source().database(),
                                        "Snapshot",
                                        "the snapshot has to wait for " + blockers,
                                        "It goes on when the transaction ends."))));
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
    private boolean waitBeforeRetry() {
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
