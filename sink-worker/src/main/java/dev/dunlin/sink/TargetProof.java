package dev.dunlin.sink;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.ObjectCounts;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TableDigester;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Digests and counts the target, to be compared with the source. */
final class TargetProof {

    private static final Pattern SNAPSHOT_ID = Pattern.compile("[0-9A-Fa-f]+(-[0-9A-Fa-f]+)*");

    private final TargetSessions sessions;

    TargetProof(TargetSessions sessions) {
        this.sessions = sessions;
    }

    Report.TableDigested digest(TargetTask.DigestTarget task, WorkContext context) {
        long start = System.nanoTime();
        String label = task.request().shape().name().toString();
        LongConsumer progress =
                rows ->
                        context.progress(
                                new Progress.TaskProgress(
                                        task.migration(), task.id(), label, rows, 0));
        TableDigester.Result result =
                sessions.run(
                        task.target(),
                        "digesting table " + label,
                        connection -> {
                            see(connection, task.snapshot());
                            return new TableDigester(connection, context::cancelled, progress)
                                    .digest(task.request());
                        });
        return new Report.TableDigested(
                task.migration(),
                Side.TARGET,
                task.request().shape().id(),
                task.request().pass(),
                task.request().rangeNumber(),
                result.buckets(),
                result.keys(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                task.request().occasion());
    }

    /** Sees the target as a snapshot shows it; the transaction ends with its session. */
    private static void see(Connection connection, String snapshot) throws SQLException {
        if (snapshot.isEmpty()) {
            return;
        }
        if (!SNAPSHOT_ID.matcher(snapshot).matches()) {
            throw gone(snapshot, null);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
        } catch (SQLException e) {
            if (SqlFailures.connectionLost(e)) {
                throw e;
            }
            throw gone(snapshot, e);
        }
    }

    private static FailureException gone(String snapshot, @Nullable Throwable cause) {
        return new FailureException(
                new Failure(
                        FailureCodes.SNAPSHOT_GONE,
                        FailureKind.TARGET,
                        "snapshot " + snapshot + " of the target is not held any more",
                        "Nothing to do: the comparison begins anew."),
                false,
                cause);
    }

    Report.ObjectsCounted count(TargetTask.CountTarget task) {
        return sessions.run(
                task.target(),
                "counting objects of " + task.target().database(),
                connection ->
                        new Report.ObjectsCounted(
                                task.migration(),
                                task.database(),
                                Side.TARGET,
                                ObjectCounts.of(connection, task.patterns())));
    }
}
