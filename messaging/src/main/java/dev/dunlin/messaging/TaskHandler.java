package dev.dunlin.messaging;

import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Task;

/** Does a task. The story of a worker is its one implementation of this. */
public interface TaskHandler {

    /**
     * Does the task and reports what came of it. May be called again for a task that was done: the
     * work must come to the same end.
     *
     * @throws FailureException retried in place when retryable, reported as {@code TaskFailed}
     *     otherwise; any other exception is reported as a bug
     */
    void handle(Task task, WorkContext context) throws Exception;
}
