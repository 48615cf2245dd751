package dev.dunlin.messaging;

import dev.dunlin.protocol.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks of one role and pool from their queue and has them done by the handler, several at a
 * time, together with the queues of other processes. A task is one worker's until it is done or the
 * worker dies; then another worker gets it.
 *
 * <p>What a handler may expect: a retryable failure is tried again in place, any other failure is
 * reported, and {@link WorkContext#cancelled()} says when the task was taken away. What it must
 * accept: a task may be done twice.
 */
public final class TaskQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);
    private static final Duration ASKED = Duration.ofSeconds(5);
    private static final Duration INTERRUPTED = Duration.ofSeconds(3);

    private final TaskQueueSettings settings;
    private final MessageSender sender;
    private final List<TaskWorker> workers;
    private final List<Thread> threads;

    public TaskQueue(
            KafkaCluster cluster, Role role, String pool, int workers, TaskHandler handler) {
        this(TaskQueueSettings.of(cluster, role, pool, workers), handler);
    }

    public TaskQueue(TaskQueueSettings settings, TaskHandler handler) {
        this.settings = settings;
        this.sender = new MessageSender(settings.cluster());
        this.workers =
                IntStream.range(0, settings.workers())
                        .mapToObj(_ -> new TaskWorker(settings, sender, handler))
                        .toList();
        this.threads =
                workers.stream()
                        .map(Thread.ofPlatform().daemon().name("dunlin-worker-", 0)::unstarted)
                        .toList();
    }

    /** Sets the group up and starts the workers; the topics must be there. */
    public void start() {
        new TaskGroup(settings).configure();
        threads.forEach(Thread::start);
    }

    /** Ids of the tasks under way. */
    public List<String> running() {
        return workers.stream().flatMap(worker -> worker.doing().stream()).toList();
    }

    /**
     * Cancels what is under way, gives it back to the queue and stops: at once when the tasks
     * listen to their cancellation, else after a few seconds.
     */
    @Override
    public void close() {
        workers.forEach(TaskWorker::stop);
        if (!ended(ASKED)) {
            workers.forEach(TaskWorker::interruptTask);
            if (!ended(INTERRUPTED)) {
                LOG.warn("tasks of {} go on although they were stopped", settings.topic());
            }
        }
        sender.close();
    }

    private boolean ended(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
                if (thread.getState() != Thread.State.NEW
                        && !thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
