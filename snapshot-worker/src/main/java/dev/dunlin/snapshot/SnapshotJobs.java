package dev.dunlin.snapshot;

import dev.dunlin.messaging.JobRunner;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.protocol.Job;

/** Runs the jobs of the source side. */
final class SnapshotJobs implements JobRunner {

    private final PostgresConnector connector;

    SnapshotJobs(PostgresConnector connector) {
        this.connector = connector;
    }

    @Override
    public RunningJob start(Job job, WorkContext context) {
        return switch (job) {
            case Job.HoldSnapshot hold -> SnapshotKeeper.start(connector, hold, context);
            case Job.LoadRows _, Job.CaptureChanges _, Job.ApplyChanges _ ->
                    throw new IllegalArgumentException(job.id() + " is a job of another role");
        };
    }
}
