package dev.dunlin.snapshot;

import dev.dunlin.messaging.ArchiveStore;
import dev.dunlin.messaging.Installation;
import dev.dunlin.messaging.JobOwner;
import dev.dunlin.messaging.KafkaChecks;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.RowsProducers;
import dev.dunlin.messaging.TaskQueue;
import dev.dunlin.messaging.WorkerBeacon;
import dev.dunlin.postgres.ConnectionProbe;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.Role;
import dev.dunlin.service.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.Admin;

/**
 * The snapshot worker of one pool: takes tasks from its queue, owns its share of the pool's jobs,
 * and leaves nothing on any source when it closes.
 */
public final class SnapshotWorkerService implements Worker {

    private static final Duration SESSION_IDLE_TIME = Duration.ofSeconds(10);

    private final Admin admin;
    private final SnapshotSessions sessions;
    private final RowsProducers producers;
    private final ArchiveStore archives;
    private final TaskQueue tasks;
    private final JobOwner jobs;
    private final WorkerBeacon beacon;

    /**
     * A worker that does not run yet.
     *
     * @param workers tasks done at the same time
     * @param workDirectory where schema archives lie while they are worked on
     */
    public SnapshotWorkerService(
            KafkaCluster cluster, String pool, int workers, Secrets secrets, Path workDirectory) {
        var connector = new PostgresConnector(secrets);
        sessions = new SnapshotSessions(connector, SESSION_IDLE_TIME, workers);
        admin = Admin.create(cluster.properties());
        KafkaChecks kafka = KafkaChecks.of(admin, cluster);
        producers = new RowsProducers(cluster);
        archives = new ArchiveStore(cluster);
        var worker =
                new SnapshotWorker(
                        new SourceValidator(
                                connector,
                                InstantSource.system(),
                                findings -> kafka.look("source", findings),
                                new Installation(admin)),
                        new SchemaDumper(sessions, connector, archives, workDirectory),
                        new TablePlanner(sessions, archives, workDirectory),
                        new ChunkCopier(sessions, producers),
                        new SourceReader(sessions, connector, InstantSource.system()),
                        new ConnectionProbe(connector));
        tasks = new TaskQueue(cluster, Role.SNAPSHOT, pool, workers, worker);
        jobs = new JobOwner(cluster, Role.SNAPSHOT, pool, new SnapshotJobs(connector));
        beacon = new WorkerBeacon(cluster, Role.SNAPSHOT, pool, tasks, jobs);
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
        sessions.close();
        producers.close();
        archives.close();
        admin.close();
    }
}
