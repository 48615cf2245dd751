package dev.dunlin.messaging;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import dev.dunlin.protocol.WorkerStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds that a worker is there and what it does, and once that it goes. */
public final class WorkerBeacon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerBeacon.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final MessageSender sender;
    private final Role role;
    private final String pool;
    private final TaskQueue tasks;
    private final JobOwner jobs;
    private final InstantSource clock = InstantSource.system();
    private final String id;
    private final String host = host();
    private final String startedAt = clock.instant().toString();
    private final ScheduledExecutorService rhythm =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("dunlin-beacon").factory());
    private volatile long heardAt = Long.MIN_VALUE;

    public WorkerBeacon(
            KafkaCluster cluster, Role role, String pool, TaskQueue tasks, JobOwner jobs) {
        this.sender = new MessageSender(cluster);
        this.role = role;
        this.pool = pool;
        this.tasks = tasks;
        this.jobs = jobs;
        this.id = role.label() + "-" + UUID.randomUUID();
    }

    /** Begins to say so; the topic must be there. */
    public void start() {
        var _ = rhythm.scheduleAtFixedRate(this::beat, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether Kafka took the worker's word within the time after which readers miss it. */
    public boolean heard() {
        long last = heardAt;
        return last != Long.MIN_VALUE
                && System.nanoTime() - last
                        < TimeUnit.SECONDS.toNanos(WorkerStatus.SILENCE_SECONDS);
    }

    private void beat() {
        try {
            var _ =
                    sender.send(Topics.WORKERS, id, status())
                            .whenComplete(
                                    (_, failure) -> {
                                        if (failure == null) {
                                            heardAt = System.nanoTime();
                                        } else {
                                            LOG.warn("not heard: {}", failure.getMessage());
                                        }
                                    });
        } catch (RuntimeException e) {
            LOG.warn("worker {} could not say that it is there", id, e);
        }
    }

    private WorkerStatus status() {
        return new WorkerStatus(
                id,
                role,
                pool,
                host,
                ProcessHandle.current().pid(),
                version(),
                startedAt,
                clock.instant().toString(),
                tasks.running(),
                jobs.running());
    }

    /** Says that the worker goes, as far as Kafka listens. */
    @Override
    public void close() {
        rhythm.shutdownNow();
        try {
            var _ = rhythm.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            var _ =
                    sender.sendTombstone(Topics.WORKERS, id)
                            .get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("worker {} went without a word", id, e);
        }
        sender.close();
    }

    private static String version() {
        return Objects.requireNonNullElse(
                WorkerBeacon.class.getPackage().getImplementationVersion(), "development");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }
}
