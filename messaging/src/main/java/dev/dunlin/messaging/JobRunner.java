package dev.dunlin.messaging;

import dev.dunlin.protocol.Job;

/** Starts jobs whose ownership this process has been given. */
public interface JobRunner {

    /** Starts the job on threads of its own and returns at once. */
    RunningJob start(Job job, WorkContext context);

    /** A job under way. */
    interface RunningJob extends AutoCloseable {

        /** The job's specification was published again, possibly changed. */
        void update(Job job);

        /** Stops the job and waits until it no longer touches anything, a few seconds at most. */
        @Override
        void close();
    }
}
