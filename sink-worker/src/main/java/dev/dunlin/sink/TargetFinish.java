package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** What comes last on a target: materialized views, sequences, and leaving no trace. */
final class TargetFinish {

    /** Another view is not filled yet, or the owner of this one has not got its grants yet. */
    private static final Set<String> TOO_EARLY = Set.of("55000", "42501");

    private final TargetSessions sessions;
    private final Rows rows;

    TargetFinish(TargetSessions sessions, Rows rows) {
        this.sessions = sessions;
        this.rows = rows;
    }

    /** Where a migration's rows lie before they are loaded. */
    @FunctionalInterface
    interface Rows {
        /** Deletes them all; nothing happens when there are none. */
        void delete(MigrationName migration);
    }

    /** Fills views in the given order; one that reads another unfilled one comes again later. */
    Report.ViewsRefreshed refresh(TargetTask.RefreshViews task, WorkContext context) {
        sessions.run(
                task.target(),
                "filling materialized views of " + task.target().database(),
                connection -> {
                    sessions.ownership(connection)
                            .require(task.migration(), task.target().database());
                    return refresh(task, context, connection);
                });
        return new Report.ViewsRefreshed(task.migration(), task.database());
    }

    private static boolean refresh(
            TargetTask.RefreshViews task, WorkContext context, Connection connection)
            throws SQLException {
        List<TableName> waiting = task.views();
        int done = 0;
        while (!waiting.isEmpty()) {
            List<TableName> later = new ArrayList<>();
            SQLException cause = null;
            for (TableName view : waiting) {
                if (context.cancelled()) {
                    throw new CancellationException("filling views was taken away");
                }
                context.progress(
                        new Progress.TaskProgress(
                                task.migration(),
                                task.id(),
                                view.toString(),
                                done,
                                task.views().size()));
                try {
                    refresh(view, connection);
                    done++;
                } catch (SQLException e) {
                    if (!TOO_EARLY.contains(Objects.requireNonNullElse(e.getSQLState(), ""))) {
                        throw e;
                    }
                    later.add(view);
                    cause = e;
                }
            }
            if (cause != null && later.size() == waiting.size()) {
                throw tooEarly(later.getFirst(), cause);
            }
            waiting = later;
        }
        return true;
    }

    /** Retryable: grants are restored by another task. */
    private static FailureException tooEarly(TableName view, SQLException cause) {
        Failure failure =
                SqlFailures.of(cause, Side.TARGET, "filling materialized view " + view).failure();
        return new FailureException(failure, true, cause);
    }

    private static void refresh(TableName view, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("REFRESH MATERIALIZED VIEW " + view.quoted());
            statement.execute("ANALYZE " + view.quoted());
        }
    }

    Report.SequencesSet setSequences(TargetTask.SetSequences task) {
        return sessions.run(
                task.target(),
                "setting sequences of " + task.target().database(),
                connection -> {
                    sessions.ownership(connection)
                            .require(task.migration(), task.target().database());
                    return new Report.SequencesSet(
                            task.migration(),
                            task.database(),
                            new SequenceSetting(connection, task.headRoom()).set(task.values()),
                            task.marker());
                });
    }

    /** Drops the ledger if it is this migration's, and the rows that were on their way. */
    Report.CleanedUp cleanUp(TargetTask.CleanUp task) {
        sessions.run(
                task.target(),
                "dropping the ledger of " + task.target().database(),
                connection -> {
                    TargetSessions.silenceEventTriggers(connection);
                    Ownership ownership = sessions.ownership(connection);
                    if (ownership.owner().isPresent()) {
                        ownership.require(task.migration(), task.target().database());
                        new Ledger(connection).drop();
                    }
                    return true;
                });
        rows.delete(task.migration());
        return new Report.CleanedUp(task.migration(), task.database());
    }

    /** Nothing of the migration stays in Kafka but what people read. */
    Report.TopicsDropped dropTopics(TargetTask.DropTopics task) {
        rows.delete(task.migration());
        return new Report.TopicsDropped(task.migration(), task.database());
    }
}
