package dev.dunlin.sink;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.Role;
import dev.dunlin.service.Scratch;
import dev.dunlin.service.Service;
import dev.dunlin.service.ServiceRun;
import dev.dunlin.service.Settings;
import dev.dunlin.service.WorkerProcess;
import java.nio.file.Path;

/** The process that writes targets: {@code --bootstrap-servers=… --pool=… --workers=…}. */
public final class SinkWorkerMain {

    /** As it is called in logs and on the command line. */
    public static final String NAME = "sink-worker";

    private SinkWorkerMain() {}

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
        Path scratch = Scratch.of(settings, NAME);
        return new WorkerProcess(
                cluster,
                Role.SINK,
                settings.pool(),
                () ->
                        new SinkWorkerService(
                                cluster, settings.pool(), settings.workers(), secrets, scratch));
    }
}
