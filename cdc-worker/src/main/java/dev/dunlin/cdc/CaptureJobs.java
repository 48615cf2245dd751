package dev.dunlin.cdc;

import dev.dunlin.messaging.JobRunner;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.messaging.changes.ChangesTopic;
import dev.dunlin.protocol.Job;

/** Runs the jobs of cdc workers. */
final class CaptureJobs implements JobRunner {

    private final KafkaCluster cluster;
    private final ChangesTopic changes;
    private final SourceSessions sessions;

    CaptureJobs(KafkaCluster cluster, ChangesTopic changes, SourceSessions sessions) {
        this.cluster = cluster;
        this.changes = changes;
        this.sessions = sessions;
    }

    @Override
    public RunningJob start(Job job, WorkContext context) {
        return switch (job) {
            case Job.CaptureChanges capture ->
                    CaptureJob.start(cluster, changes, sessions, capture, context);
            case Job.HoldSnapshot _, Job.LoadRows _, Job.ApplyChanges _ ->
                    throw new IllegalArgumentException(job.id() + " is a job of another role");
        };
    }
}
