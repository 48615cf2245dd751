package dev.dunlin.sink;

import dev.dunlin.messaging.JobRunner;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.protocol.Job;
import dev.dunlin.sink.apply.ApplyChangesJob;
import dev.dunlin.sink.apply.ChangesSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** Starts the jobs of the target side. */
final class SinkJobs implements JobRunner {

    private final TargetSessions sessions;
    private final Function<Job.LoadRows, RowsSource> rows;
    private final Function<Job.ApplyChanges, ChangesSource> changes;

    SinkJobs(
            TargetSessions sessions,
            Function<Job.LoadRows, RowsSource> rows,
            Function<Job.ApplyChanges, ChangesSource> changes) {
        this.sessions = sessions;
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public RunningJob start(Job job, WorkContext context) {
        return switch (job) {
            case Job.LoadRows load -> new LoadRowsJob(sessions, rows, load, context).start();
            case Job.ApplyChanges apply ->
                    new ApplyChangesJob(this::openForChanges, changes, apply, context).start();
            case Job.HoldSnapshot _, Job.CaptureChanges _ ->
                    throw new IllegalArgumentException(job.id() + " is a job of another role");
        };
    }

    private Connection openForChanges(Job.ApplyChanges job) throws SQLException {
        Connection connection = sessions.openForRows(job.target());
        try {
            sessions.ownership(connection).require(job.migration(), job.target().database());
            connection.commit();
            return connection;
        } catch (SQLException | RuntimeException e) {
            Quietly.close(connection);
            throw e;
        }
    }
}
