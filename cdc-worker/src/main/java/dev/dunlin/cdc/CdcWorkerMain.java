package dev.dunlin.cdc;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.Role;
import dev.dunlin.service.Service;
import dev.dunlin.service.ServiceRun;
import dev.dunlin.service.Settings;
import dev.dunlin.service.WorkerProcess;

/** The process that follows sources: {@code --bootstrap-servers=… --pool=… --workers=…}. */
public final class CdcWorkerMain {

    /** As it is called in logs and on the command line. */
    public static final String NAME = "cdc-worker";

    private CdcWorkerMain() {}

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        System.exit(run(Settings.of(arguments)));
    }

    /** The same with settings that were read. */
    public static int run(Settings settings) {
        return ServiceRun.run(
                NAME, settings, () -> service(settings, settings.cluster(), Secrets.ofProcess()));
    }

    /** The worker as a part of a process. */
    public static Service service(Settings settings, KafkaCluster cluster, Secrets secrets) {
        return new WorkerProcess(
                cluster,
                Role.CAPTURE,
                settings.pool(),
                () -> new CdcWorkerService(cluster, settings.pool(), settings.workers(), secrets));
    }
}
