package dev.dunlin.app.run;

import dev.dunlin.cdc.CdcWorkerService;
import dev.dunlin.coordinator.CoordinatorService;
import dev.dunlin.coordinator.Pools;
import dev.dunlin.coordinator.readiness.ReadinessService;
import dev.dunlin.embedded.EmbeddedBroker;
import dev.dunlin.embedded.EmbeddedServerException;
import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.ControlTopics.Spread;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.Role;
import dev.dunlin.sink.SinkWorkerService;
import dev.dunlin.snapshot.SnapshotWorkerService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, coordinator and both workers in this JVM: the same parts that run apart elsewhere,
 * started in the order they need each other and side by side where they do not.
 */
final class OneProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OneProcess.class);

    private final RunRequest request;
    private final WorkDirectory directory;
    private final Secrets secrets;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private boolean closed;

    OneProcess(RunRequest request, WorkDirectory directory, Secrets secrets) {
        this.request = request;
        this.directory = directory;
        this.secrets = secrets;
    }

    /** Starts what Kafka itself needs. */
    KafkaCluster startKafka() {
        if (request.kafka().isPresent()) {
            return request.kafka().get();
        }
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(directory.broker());
            keep(broker);
            broker.failure().thenAccept(failure::complete);
            return KafkaCluster.at(broker.bootstrapServers());
        } catch (EmbeddedServerException e) {
            LOG.error("no broker", e);
            throw RunEnded.broken(
                    "DUN-KAFKA-BROKER",
                    "the built-in broker did not start: " + Causes.shortest(e),
                    "See " + directory.log() + "; free disk space or choose another --work-dir.");
        }
    }

    /**
     * Makes the topics and drops tasks that an earlier run left in the queues: resuming issues
     * again whatever is still to be done.
     */
    void makeTopics(KafkaCluster cluster, boolean tasksLeft) throws InterruptedException {
        String pool = request.spec().sourcePool();
        try (Admin admin = Admin.create(cluster.properties())) {
            Spread spread = request.kafka().isPresent() ? Spread.MANY : Spread.ONE;
            ControlTopics topics = new ControlTopics(admin, ControlTopics.BROKER_DEFAULT, spread);
            topics.ensure();
            roles().forEach(role -> topics.ensurePool(role, pool));
            if (tasksLeft) {
                new PoolTopics(admin, pool).dropTasks(roles());
            }
        }
    }

    /**
     * Starts coordinator and workers, for which the topics must be there.
     *
     * @param beside what else takes its time and needs nothing but the topics
     */
    void startParts(KafkaCluster cluster, Runnable beside) throws InterruptedException {
        String pool = request.spec().sourcePool();
        int workers = request.spec().settings().parallelism();
        List<Callable<?>> starts = new ArrayList<>();
        starts.add(() -> startCoordinator(cluster));
        starts.add(Executors.callable(beside));
        starts.add(
                () -> {
                    SnapshotWorkerService worker =
                            new SnapshotWorkerService(
                                    cluster, pool, workers, secrets, directory.scratch());
                    keep(worker);
                    worker.start();
                    return worker;
                });
        starts.add(
                () -> {
                    SinkWorkerService worker =
                            new SinkWorkerService(
                                    cluster, pool, workers, secrets, directory.scratch());
                    keep(worker);
                    worker.start();
                    return worker;
                });
        if (request.online()) {
            starts.addAll(following(cluster, pool, workers));
        }
        together(starts);
    }

    private AutoCloseable startCoordinator(KafkaCluster cluster) {
        CoordinatorService coordinator =
                new CoordinatorService(cluster, directory.coordinator(), Pools.STANDING);
        keep(coordinator);
        var _ = coordinator.failure().thenAccept(failure::complete);
        coordinator.start();
        return coordinator;
    }

    /** What only a migration that follows its source needs: capture, and readiness. */
    private List<Callable<?>> following(KafkaCluster cluster, String pool, int workers) {
        return List.of(
                () -> {
                    CdcWorkerService worker = new CdcWorkerService(cluster, pool, workers, secrets);
                    keep(worker);
                    worker.start();
                    return worker;
                },
                () -> {
                    ReadinessService readiness =
                            new ReadinessService(cluster, directory.readiness());
                    keep(readiness);
                    var _ = readiness.failure().thenAccept(failure::complete);
                    readiness.start();
                    return readiness;
                });
    }

    private List<Role> roles() {
        return request.online()
                ? List.of(Role.SNAPSHOT, Role.CAPTURE, Role.SINK)
                : List.of(Role.SNAPSHOT, Role.SINK);
    }

    private synchronized void keep(AutoCloseable part) {
        if (closed) {
            closeQuietly(part);
            throw new IllegalStateException("closed while starting");
        }
        running.add(part);
    }

    private static void together(List<Callable<?>> starts) throws InterruptedException {
        try (ExecutorService threads =
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())) {
            List<? extends Future<?>> started = starts.stream().map(threads::submit).toList();
            for (Future<?> start : started) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw Causes.unchecked(e.getCause());
        }
    }

    /** Why a part stopped by itself, empty while all run. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.getNow(null));
    }

    /** Stops coordinator and workers; the broker goes on. Safe to call twice. */
    void closeParts() {
        List<AutoCloseable> parts = taken(part -> !(part instanceof EmbeddedBroker));
        try (ExecutorService threads =
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())) {
            parts.forEach(part -> threads.execute(() -> closeQuietly(part)));
        }
    }

    /** Stops everything: workers before the broker they talk to. Safe to call twice. */
    void stop() {
        synchronized (this) {
            closed = true;
        }
        closeParts();
        taken(_ -> true).forEach(OneProcess::closeQuietly);
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized List<AutoCloseable> taken(Predicate<AutoCloseable> which) {
        List<AutoCloseable> parts = running.stream().filter(which).toList();
        running.removeAll(parts);
        return parts;
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} did not close in order", part.getClass().getSimpleName(), e);
        }
    }
}
