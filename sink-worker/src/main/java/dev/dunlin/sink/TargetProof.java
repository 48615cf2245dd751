package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.ObjectCounts;
import dev.dunlin.postgres.TableDigester;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TargetTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Digests and counts the target, to be compared with the source. */
final class TargetProof {

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
                        connection ->
                                new TableDigester(connection, context::cancelled, progress)
                                        .digest(task.request()));
        return new Report.TableDigested(
                task.migration(),
                Side.TARGET,
                task.request().shape().id(),
                task.request().pass(),
                task.request().rangeNumber(),
                result.buckets(),
                result.keys(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
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
