package dev.dunlin.snapshot;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.ObjectCounts;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SequenceValues;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TableDigester;
import dev.dunlin.protocol.Progress.TaskProgress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask.CountSource;
import dev.dunlin.protocol.SourceTask.DigestSource;
import dev.dunlin.protocol.SourceTask.ReadSequences;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** Reads what is compared with the target or set there: sequences, digests and counts. */
final class SourceReader {

    private final SnapshotSessions sessions;
    private final PostgresConnector connector;
    private final InstantSource clock;

    SourceReader(SnapshotSessions sessions, PostgresConnector connector, InstantSource clock) {
        this.sessions = sessions;
        this.connector = connector;
        this.clock = clock;
    }

    /** Sequences are outside of snapshots: they are read as they are now. */
    void readSequences(ReadSequences task, WorkContext context) {
        var settings = SessionSettings.source("dunlin/" + task.migration());
        try (Connection connection = connector.open(task.source(), settings)) {
            context.report(
                    new Report.SequencesRead(
                            task.migration(),
                            task.source().database(),
                            SequenceValues.read(connection, task.patterns()),
                            task.marker()));
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.SOURCE, "reading the sequences of " + task.source());
        }
    }

    /** Digests a table, or a part of it, under the snapshot. */
    void digest(DigestSource task, WorkContext context) throws Exception {
        var shape = task.request().shape();
        var begun = clock.instant();
        TableDigester.Result result =
                sessions.with(
                        SnapshotSessions.View.of(task.migration(), task.source(), task.snapshot()),
                        "digesting table " + shape.name(),
                        session ->
                                new TableDigester(
                                                session.connection(),
                                                context::cancelled,
                                                rows -> progress(task, context, rows))
                                        .digest(task.request()));
        context.report(
                new Report.TableDigested(
                        task.migration(),
                        Side.SOURCE,
                        shape.id(),
                        task.request().pass(),
                        task.request().rangeNumber(),
                        result.buckets(),
                        result.keys(),
                        Duration.between(begun, clock.instant()).toMillis(),
                        task.request().occasion()));
    }

    private static void progress(DigestSource task, WorkContext context, long rows) {
        context.progress(
                new TaskProgress(
                        task.migration(),
                        task.id(),
                        task.request().shape().name().toString(),
                        rows,
                        0));
    }

    /** Counts objects under the snapshot. */
    void count(CountSource task, WorkContext context) throws Exception {
        var counts =
                sessions.with(
                        SnapshotSessions.View.of(task.migration(), task.source(), task.snapshot()),
                        "counting the objects of " + task.source(),
                        session -> ObjectCounts.of(session.connection(), task.patterns()));
        context.report(
                new Report.ObjectsCounted(
                        task.migration(), task.source().database(), Side.SOURCE, counts));
    }
}
