package dev.dunlin.app.serve;

import dev.dunlin.app.client.RestClient;
import dev.dunlin.app.client.Server;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.app.run.WorkDirectory;
import dev.dunlin.cdc.CdcWorkerMain;
import dev.dunlin.coordinator.CoordinatorMain;
import dev.dunlin.coordinator.RestDoor;
import dev.dunlin.coordinator.rest.TlsFiles;
import dev.dunlin.embedded.EmbeddedBroker;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.SealKey;
import dev.dunlin.protocol.SecretSeal;
import dev.dunlin.service.Service;
import dev.dunlin.service.Settings;
import dev.dunlin.sink.SinkWorkerMain;
import dev.dunlin.snapshot.SnapshotWorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, coordinator and the three workers in this JVM, each the same class as in a process of its
 * own. Nothing has to be asked to go on after a restart: tasks and jobs lie in Kafka, and whoever
 * starts finds them there.
 */
final class ServedProcess implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(ServedProcess.class);

    private final Settings settings;
    private final Path path;
    private final String token;
    private final Consumer<String> link;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final List<Service> roles = new ArrayList<>();
    private Optional<WorkDirectory> directory = Optional.empty();
    private Optional<EmbeddedBroker> broker = Optional.empty();
    private volatile boolean up;

    ServedProcess(Settings settings, Path path, Consumer<String> link) {
        this.link = link;
        this.settings = settings;
        this.path = path;
        this.token = CoordinatorMain.token(settings);
    }

    @Override
    public synchronized void start() {
        WorkDirectory held = WorkDirectory.take(path);
        directory = Optional.of(held);
        held.prepare();
        KafkaCluster cluster = settings.kafka().orElseGet(() -> startBroker(held));
        SecretSeal seal =
                SealKey.of(System.getenv()).orElseGet(() -> SealKey.kept(held.secretKey()));
        Secrets secrets = new Secrets(System.getenv(), seal);
        roles.add(
                CoordinatorMain.service(
                        settings, cluster, held.coordinator(), token, seal, this::listening));
        roles.add(SnapshotWorkerMain.service(settings, cluster, secrets));
        roles.add(CdcWorkerMain.service(settings, cluster, secrets));
        roles.add(SinkWorkerMain.service(settings, cluster, secrets));
        startTogether();
        up = true;
    }

    private KafkaCluster startBroker(WorkDirectory held) {
        EmbeddedBroker started = EmbeddedBroker.start(held.broker());
        broker = Optional.of(started);
        var _ = started.failure().thenAccept(failure::complete);
        LOG.info("Kafka at {}", started.bootstrapServers());
        return KafkaCluster.at(started.bootstrapServers());
    }

    private void startTogether() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> starts = new ArrayList<>();
            for (Service role : roles) {
                starts.add(threads.submit(role::start));
                var _ = role.failure().thenAccept(failure::complete);
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }

    private void listening(int port) {
        RestDoor door = RestDoor.of(settings);
        String host = ServerFile.reachable(door.place().address());
        long pid = ProcessHandle.current().pid();
        TlsFiles tls = door.tls().orElse(TlsFiles.NONE);
        ServerFile file = new ServerFile("", pid, host, port, token, tls);
        try {
            file.write(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (RestClient own = new RestClient(Server.of(file, path))) {
            link.accept(own.consoleLink());
        } catch (IOException e) {
            LOG.warn("no link into the console", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean ready() {
        return up && roles.stream().allMatch(Service::ready);
    }

    @Override
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    /** The roles before the broker they talk to. */
    @Override
    public synchronized void close() {
        up = false;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            roles.forEach(role -> threads.execute(role::close));
        }
        roles.clear();
        broker.ifPresent(EmbeddedBroker::close);
        broker = Optional.empty();
        directory.ifPresent(this::giveBack);
        directory = Optional.empty();
    }

    private void giveBack(WorkDirectory held) {
        try {
            ServerFile.remove(path);
        } catch (IOException e) {
            LOG.warn("server.json stays", e);
        }
        held.close();
    }
}
