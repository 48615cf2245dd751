package dev.dunlin.messaging;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task on a thread of its own: done, tried again while that may help, or reported as failed.
 * Its owner watches {@link #outcome} and is unparked when there is one.
 *
 * <p>Not a virtual thread: a task spends its time in a socket that is empty again and again, and
 * each time a virtual thread leaves its carrier. With 20 million rows copied on two cores that was
 * 2.5 s of the JVM's 13.5 s of processor time.
 */
final class TaskRun {

    /** How a run ended. */
    enum Outcome {
        RUNNING,
        /** Done or reported: nobody needs to do it again. */
        SETTLED,
        /** Cancelled, or its failure could not be reported. */
        UNSETTLED
    }

    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Task task;
    private final TaskHandler handler;
    private final SendingContext context;
    private final Duration retryFor;
    private final Runnable onEnd;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Thread thread;
    private volatile Outcome outcome = Outcome.RUNNING;

    TaskRun(
            Task task,
            TaskHandler handler,
            SendingContext context,
            Duration retryFor,
            Runnable onEnd) {
        this.task = task;
        this.handler = handler;
        this.context = context;
        this.retryFor = retryFor;
        this.onEnd = onEnd;
        this.thread =
                Thread.ofPlatform().daemon().name("dunlin-task-" + task.id()).unstarted(this::run);
    }

    Task task() {
        return task;
    }

    void start() {
        thread.start();
    }

    Outcome outcome() {
        return outcome;
    }

    /** Asks the handler to stop soon. */
    void cancel() {
        context.cancel();
        cancelled.countDown();
    }

    /** Stops a handler that does not listen: what it waits for on this thread ends. */
    void interrupt() {
        thread.interrupt();
    }

    private void run() {
        try {
            outcome = attempt() ? Outcome.SETTLED : Outcome.UNSETTLED;
        } catch (Exception e) {
            LOG.warn("cannot report on task {}", task.id(), e);
            outcome = Outcome.UNSETTLED;
        } finally {
            if (outcome == Outcome.RUNNING) {
                outcome = Outcome.UNSETTLED;
            }
            onEnd.run();
        }
    }

    /** Whether the task is settled: done, or its failure reported. */
    private boolean attempt() throws InterruptedException {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                handler.handle(task, context);
                // A cancelled handler may return with half its work done.
                return !context.cancelled();
            } catch (FailureException e) {
                Duration left = retryFor.minusNanos(System.nanoTime() - start);
                if (context.cancelled()) {
                    return false;
                }
                if (!e.retryable() || left.compareTo(pause) < 0) {
                    report(e.failure());
                    return true;
                }
                WorkFailures.retried(task.migration(), task.role(), e.failure());
                LOG.info("task {} is tried again in {}: {}", task.id(), pause, e.failure());
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                return reportBug(e);
            }
            if (cancelled.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            pause = doubled(pause);
        }
    }

    private boolean reportBug(Throwable e) {
        if (context.cancelled()) {
            LOG.info("task {} ended after it was cancelled", task.id(), e);
            return false;
        }
        LOG.error("task {} failed in a way nobody foresaw", task.id(), e);
        report(bug(e));
        return true;
    }

    private void report(Failure failure) {
        WorkFailures.reported(task.migration(), task.role(), failure);
        context.report(
                failure.code().equals(FailureCodes.SNAPSHOT_GONE)
                        ? new Report.SnapshotMissing(task.migration(), task)
                        : new Report.TaskFailed(task.migration(), task, failure));
    }

    private static Failure bug(Throwable e) {
        return new Failure(
                FailureCodes.TASK_BUG,
                FailureKind.BUG,
                ErrorText.line(e),
                "report this together with the worker's log");
    }

    private static Duration doubled(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
