package dev.dunlin.service;

import dev.dunlin.metrics.ProcessMeters;
import dev.dunlin.protocol.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a server process: it tries to start until Kafka is there, runs until it is told to
 * end (SIGTERM, Ctrl-C) or stops by itself, and gives its work back before it goes.
 */
public final class ServiceRun {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int ENDED = 0;
    private static final int STOPPED_BY_ITSELF = 1;

    private final String name;
    private final Supplier<Service> make;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Service running;
    private volatile boolean started;

    private ServiceRun(String name, Supplier<Service> make) {
        this.name = name;
        this.make = make;
    }

    /** Runs to the end and gives the exit code; a process that is told to end ends with 0. */
    public static int run(String name, Settings settings, Supplier<Service> make) {
        ServiceLog.begin(settings.logFormat());
        ServiceRun run = new ServiceRun(name, make);
        Thread hook = Thread.ofPlatform().name("dunlin-end").unstarted(run::end);
        Runtime.getRuntime().addShutdownHook(hook);
        ProcessMeters meters = ProcessMeters.begin(name);
        Optional<HealthServer> health =
                settings.health().map(place -> HealthServer.start(place, run::health));
        health.ifPresent(
                server -> LOG.info("{}: health and metrics at port {}", name, server.port()));
        try {
            return run.toTheEnd();
        } finally {
            health.ifPresent(HealthServer::close);
            meters.close();
            run.closed.countDown();
            removeHook(hook);
        }
    }

    private int toTheEnd() {
        LOG.info("{} starts", name);
        try {
            Service service = started();
            if (service == null) {
                return ENDED;
            }
            try (service) {
                started = true;
                LOG.info("{} runs", name);
                return awaitEnd(service);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ENDED;
        } catch (RuntimeException e) {
            LOG.error("{} cannot run", name, e);
            return STOPPED_BY_ITSELF;
        } finally {
            LOG.info("{} ended", name);
        }
    }

    /** The running service; null when the process was told to end before. */
    private @Nullable Service started() throws InterruptedException {
        String last = "";
        while (told.getCount() > 0) {
            Service service = null;
            try {
                service = make.get();
                running = service;
                service.start();
                return service;
            } catch (FailureException | KafkaException e) {
                closeQuietly(service);
                if (e instanceof FailureException named && !named.retryable()) {
                    throw e;
                }
                String problem = String.valueOf(e.getMessage());
                if (!problem.equals(last)) {
                    LOG.warn("{} cannot start yet, trying again: {}", name, problem);
                    last = problem;
                }
            } catch (RuntimeException e) {
                closeQuietly(service);
                throw e;
            }
            var _ = told.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return null;
    }

    private int awaitEnd(Service service) throws InterruptedException {
        CompletableFuture<Throwable> failure = service.failure();
        var _ = failure.whenComplete((_, _) -> told.countDown());
        told.await();
        if (failure.isDone()) {
            LOG.error("{} stopped by itself", name, failure.join());
            return STOPPED_BY_ITSELF;
        }
        LOG.info("{} is told to end", name);
        return ENDED;
    }

    private Health health() {
        Service service = running;
        return service == null
                ? Health.STARTING
                : new Health(!service.failure().isDone(), started && service.ready());
    }

    private void end() {
        told.countDown();
        boolean inOrder = false;
        try {
            inOrder = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(inOrder ? ENDED : STOPPED_BY_ITSELF);
    }

    private static void removeHook(Thread hook) {
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook halts it.
        }
    }

    private static void closeQuietly(@Nullable Service service) {
        if (service == null) {
            return;
        }
        try {
            service.close();
        } catch (RuntimeException e) {
            LOG.debug("what did not start did not close either", e);
        }
    }
}
