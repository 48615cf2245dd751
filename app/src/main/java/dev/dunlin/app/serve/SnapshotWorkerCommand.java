package dev.dunlin.app.serve;

import dev.dunlin.snapshot.SnapshotWorkerMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One snapshot-worker, until it is told to end. */
@Command(
        name = "snapshot-worker",
        description = {
            "Read sources: schema, rows, digests; take snapshots.",
            "Any number may run against one Kafka cluster; ends on SIGTERM."
        },
        sortOptions = false)
public final class SnapshotWorkerCommand implements Callable<Integer> {

    @Mixin private final WorkerOptions options = new WorkerOptions();

    @Override
    public Integer call() {
        return SnapshotWorkerMain.run(Told.withCluster(options.given()));
    }
}
