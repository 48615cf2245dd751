package dev.dunlin.app.serve;

import dev.dunlin.cdc.CdcWorkerMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One cdc-worker, until it is told to end. */
@Command(
        name = "cdc-worker",
        description = {
            "Follow sources of online migrations, and fence them.",
            "Any number may run against one Kafka cluster; ends on SIGTERM."
        },
        sortOptions = false)
public final class CdcWorkerCommand implements Callable<Integer> {

    @Mixin private final WorkerOptions options = new WorkerOptions();

    @Override
    public Integer call() {
        return CdcWorkerMain.run(Told.withCluster(options.given()));
    }
}
