package dev.dunlin.sink;

import dev.dunlin.messaging.JobRunner;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.Job;
import java.util.function.Function;

/** Starts the jobs of the target side. */
final class SinkJobs implements JobRunner {

    private final TargetSessions sessions;
    private final Function<Job.LoadRows, RowsSource> sources;

    SinkJobs(TargetSessions sessions, Function<Job.LoadRows, RowsSource> sources) {
        this.sessions = sessions;
        this.sources = sources;
    }

    @Override
    public RunningJob start(Job job, WorkContext context) {
        return switch (job) {
            case Job.LoadRows load -> new LoadRowsJob(sessions, sources, load, context).start();
            case Job.ApplyChanges apply -> throw new UnsupportedOperationException(apply.id());
            case Job.HoldSnapshot _, Job.CaptureChanges _ ->
                    throw new IllegalArgumentException(job.id() + " is a job of another role");
        };
    }
}
