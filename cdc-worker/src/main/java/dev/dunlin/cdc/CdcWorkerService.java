package dev.dunlin.cdc;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.Installation;
import dev.dunlin.messaging.JobOwner;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.TaskQueue;
import dev.dunlin.messaging.WorkerBeacon;
import dev.dunlin.messaging.changes.ChangesTopic;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.Role;
import dev.dunlin.service.Worker;
import org.apache.kafka.clients.admin.Admin;

/**
 * The cdc worker of one pool: takes tasks from its queue and captures the databases of which it
 * owns the jobs. Slots stay when it closes: the next owner goes on where they are.
 */
public final class CdcWorkerService implements Worker {

    private final Admin admin;
    private final TaskQueue tasks;
    private final JobOwner jobs;
    private final WorkerBeacon beacon;

    /**
     * A worker that does not run yet.
     *
     * @param workers tasks done at the same time
     */
    public CdcWorkerService(KafkaCluster cluster, String pool, int workers, Secrets secrets) {
        admin = Admin.create(cluster.properties());
        SourceSessions sessions =
                new SourceSessions(new PostgresConnector(secrets), new Installation(admin));
        ChangesTopic changes = new ChangesTopic(admin, ControlTopics.BROKER_DEFAULT);
        tasks = new TaskQueue(cluster, Role.CAPTURE, pool, workers, new CdcWorker(sessions));
        jobs =
                new JobOwner(
                        cluster, Role.CAPTURE, pool, new CaptureJobs(cluster, changes, sessions));
        beacon = new WorkerBeacon(cluster, Role.CAPTURE, pool, tasks, jobs);
    }

    /** Starts taking tasks and jobs; the topics must be there. */
    @Override
    public void start() {
        jobs.start();
        tasks.start();
        beacon.start();
    }

    /** Whether Kafka has heard of this worker lately. */
    @Override
    public boolean heard() {
        return beacon.heard();
    }

    @Override
    public void close() {
        beacon.close();
        tasks.close();
        jobs.close();
        admin.close();
    }
}
