package dev.dunlin.sink;

import dev.dunlin.messaging.ArchiveStore;
import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.EndedJobs;
import dev.dunlin.messaging.Installation;
import dev.dunlin.messaging.JobOwner;
import dev.dunlin.messaging.KafkaChecks;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.RowsTopic;
import dev.dunlin.messaging.TaskQueue;
import dev.dunlin.messaging.WorkerBeacon;
import dev.dunlin.messaging.changes.ChangesTopic;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Role;
import dev.dunlin.service.Worker;
import dev.dunlin.sink.apply.KafkaChanges;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink worker of one pool: takes the target side's tasks and jobs until it is closed. */
public final class SinkWorkerService implements Worker {

    private static final Logger LOG = LoggerFactory.getLogger(SinkWorkerService.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Admin admin;
    private final ArchiveStore store;
    private final Archives archives;
    private final TaskQueue tasks;
    private final JobOwner jobs;
    private final WorkerBeacon beacon;

    /**
     * Builds the worker without starting it.
     *
     * @param pool which tasks and jobs it takes
     * @param workers tasks done at the same time
     * @param secrets where it finds the targets' passwords
     * @param workDirectory where schema archives lie while they are used
     */
    public SinkWorkerService(
            KafkaCluster cluster, String pool, int workers, Secrets secrets, Path workDirectory) {
        admin = Admin.create(cluster.properties());
        TargetSessions sessions =
                new TargetSessions(new PostgresConnector(secrets), new Installation(admin));
        KafkaChecks kafka = KafkaChecks.of(admin, cluster);
        store = new ArchiveStore(cluster);
        archives = Archives.of(store, PgTools.find(), workDirectory);
        RowsTopic rows = new RowsTopic(admin, ControlTopics.BROKER_DEFAULT);
        ChangesTopic changes = new ChangesTopic(admin, ControlTopics.BROKER_DEFAULT);
        tasks =
                new TaskQueue(
                        cluster,
                        Role.SINK,
                        pool,
                        workers,
                        new SinkWorker(
                                sessions,
                                archives,
                                migration -> {
                                    closeReaders(admin, migration);
                                    rows.delete(migration);
                                    changes.delete(migration);
                                },
                                new TargetValidation(
                                        sessions,
                                        InstantSource.system(),
                                        findings -> kafka.look("target", findings))));
        jobs =
                new JobOwner(
                        cluster,
                        Role.SINK,
                        pool,
                        new SinkJobs(
                                sessions,
                                job -> KafkaRows.open(cluster, rows, job),
                                job -> {
                                    changes.ensure(job.migration(), job.partition() + 1);
                                    return KafkaChanges.open(cluster, changes::deleteUpTo, job);
                                }));
        beacon = new WorkerBeacon(cluster, Role.SINK, pool, tasks, jobs);
    }

    /** Whoever reads or writes a topic that is deleted logs that it is gone, again and again. */
    private static void closeReaders(Admin admin, MigrationName migration) {
        if (!new EndedJobs(admin).await(Set.of(Role.SINK, Role.CAPTURE), CLOSING)) {
            LOG.info("jobs of {} are not closed yet; its topics are deleted now", migration);
        }
    }

    /** Begins to take tasks and jobs; the topics must be there. */
    @Override
    public void start() {
        tasks.start();
        jobs.start();
        beacon.start();
    }

    /** Whether Kafka has heard of this worker lately. */
    @Override
    public boolean heard() {
        return beacon.heard();
    }

    /** Gives tasks and jobs back, so that others can take them at once. */
    @Override
    public void close() {
        beacon.close();
        tasks.close();
        jobs.close();
        archives.close();
        store.close();
        admin.close();
    }
}
