package dev.dunlin.messaging;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker of a queue: takes a task, watches over it while it runs, acknowledges it with the
 * fetch of the next one. All of Kafka happens on this thread, the task runs on another.
 */
final class TaskWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);

    /**
     * Short, because tasks are written in transactions: a fetch that meets only a transaction's
     * marker gives no record, and the client asks again no sooner than with the next poll.
     */
    private static final Duration POLL = Duration.ofMillis(20);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TaskQueueSettings settings;
    private final TaskGroup group;
    private final MessageSender sender;
    private final ParkedMessages parked;
    private final TaskHandler handler;
    private volatile boolean closing;
    private volatile @Nullable Thread owner;
    private volatile @Nullable ShareConsumer<byte[], byte[]> consumer;
    private volatile @Nullable TaskRun current;

    TaskWorker(TaskQueueSettings settings, MessageSender sender, TaskHandler handler) {
        this.settings = settings;
        this.group = new TaskGroup(settings);
        this.sender = sender;
        this.parked = new ParkedMessages(sender);
        this.handler = handler;
    }

    /** Works until stopped; what goes wrong with Kafka ends a membership, not the worker. */
    @Override
    public void run() {
        owner = Thread.currentThread();
        while (!closing) {
            try {
                work();
            } catch (WakeupException | InterruptException e) {
                LOG.debug("worker of {} is told to end", settings.topic(), e);
            } catch (RuntimeException e) {
                LOG.warn("worker of {} joins again after a failure", settings.topic(), e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Asks the task under way to stop, and this worker to give it back and end. */
    void stop() {
        closing = true;
        TaskRun run = current;
        if (run != null) {
            run.cancel();
        }
        ShareConsumer<byte[], byte[]> member = consumer;
        if (member != null) {
            member.wakeup();
        }
        LockSupport.unpark(owner);
    }

    /** Id of the task under way, empty between two. */
    Optional<String> doing() {
        return Optional.ofNullable(current).map(run -> run.task().id());
    }

    /** For a task that did not stop when asked. */
    void interruptTask() {
        TaskRun run = current;
        if (run != null) {
            run.interrupt();
        }
    }

    private void work() {
        ShareConsumer<byte[], byte[]> member = group.member();
        consumer = member;
        try {
            member.subscribe(List.of(settings.topic()));
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : member.poll(POLL)) {
                    take(record, new TaskLease(member, record));
                }
            }
        } finally {
            member.close(CLOSE_TIMEOUT);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, TaskLease lease) {
        try {
            Task task = task(record);
            int attempt = record.deliveryCount().orElse((short) 1);
            if (attempt > TaskGroup.ATTEMPTS) {
                giveUp(task);
                lease.accept();
            } else {
                execute(task, lease);
            }
        } catch (UndecodableMessageException e) {
            parked.park(record, String.valueOf(e.getMessage()));
            lease.accept();
        } catch (FailureException e) {
            LOG.warn("task at {} is left to others: {}", record.offset(), e.failure());
            lease.release();
        }
    }

    private Task task(ConsumerRecord<byte[], byte[]> record) {
        Task task = Wire.decode(record.value(), Task.class);
        if (task.role() != settings.role()) {
            throw new UndecodableMessageException("a task for another role: " + task.id());
        }
        return task;
    }

    private void execute(Task task, TaskLease lease) {
        SendingContext context = new SendingContext(sender);
        Thread me = Thread.currentThread();
        TaskRun run =
                new TaskRun(
                        task, handler, context, settings.retryFor(), () -> LockSupport.unpark(me));
        current = run;
        run.start();
        watch(run, lease, () -> context.alive(alive(task)));
        current = null;
        if (run.outcome() == TaskRun.Outcome.SETTLED) {
            lease.accept();
        } else {
            lease.release();
        }
    }

    /** Renews the lease and reports the task alive until it ends. */
    private void watch(TaskRun run, TaskLease lease, Runnable alive) {
        Duration renewal = lease.lock().dividedBy(3);
        Rhythm renewing = new Rhythm(renewal);
        Rhythm reporting = new Rhythm(settings.aliveEvery());
        while (run.outcome() == TaskRun.Outcome.RUNNING) {
            if (closing) {
                run.cancel();
            }
            if (renewing.due() && lease.held() && !lease.renew(renewal)) {
                LOG.warn("a task of {} was lost to another worker", settings.topic());
                run.cancel();
            }
            if (reporting.due() && lease.held()) {
                alive.run();
            }
            LockSupport.parkNanos(Math.min(renewing.nanosLeft(), reporting.nanosLeft()));
        }
    }

    private void giveUp(Task task) {
        String message =
                "task "
                        + task.id()
                        + " was given to "
                        + TaskGroup.ATTEMPTS
                        + " workers, none of which finished it";
        Failure failure =
                new Failure(
                        FailureCodes.TASK_ATTEMPTS,
                        FailureKind.BUG,
                        message,
                        "look for what ended the workers (memory, restarts), then resume");
        new SendingContext(sender).report(new Report.TaskFailed(task.migration(), task, failure));
    }

    private static Report.WorkerAlive alive(Task task) {
        return new Report.WorkerAlive(task.migration(), task.id());
    }

    /** Something to be done once in a while. */
    private static final class Rhythm {
        private final long everyNanos;
        private long next;

        Rhythm(Duration every) {
            this.everyNanos = every.toNanos();
            this.next = System.nanoTime() + everyNanos;
        }

        boolean due() {
            boolean due = nanosLeft() == 0;
            if (due) {
                next = System.nanoTime() + everyNanos;
            }
            return due;
        }

        long nanosLeft() {
            return Math.max(0, next - System.nanoTime());
        }
    }
}
