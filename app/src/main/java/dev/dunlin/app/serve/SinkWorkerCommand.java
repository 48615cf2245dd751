package dev.dunlin.app.serve;

import dev.dunlin.sink.SinkWorkerMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One sink-worker, until it is told to end. */
@Command(
        name = "sink-worker",
        description = {
            "Write targets: schema, rows, changes, indexes.",
            "Any number may run against one Kafka cluster; ends on SIGTERM."
        },
        sortOptions = false)
public final class SinkWorkerCommand implements Callable<Integer> {

    @Mixin private final WorkerOptions options = new WorkerOptions();

    @Override
    public Integer call() {
        return SinkWorkerMain.run(Told.withCluster(options.given()));
    }
}
