package dev.dunlin.app.run;

import dev.dunlin.app.client.RestClient;
import dev.dunlin.app.client.Server;
import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.RestPorts;
import dev.dunlin.coordinator.rest.RestServer;
import dev.dunlin.coordinator.rest.Token;
import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where other commands come in while a migration runs: the REST interface on a local port, and the
 * file that says which. It opens beside the run, and a run goes on without it.
 */
final class LocalDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDoor.class);
    private static final Duration REPLY = Duration.ofSeconds(30);

    private final Path directory;
    private final KafkaCluster cluster;
    private final RestServer server;
    private final String token = Token.fresh();
    private @Nullable CommandClient client;
    private boolean closed;

    /**
     * A door that is closed.
     *
     * @param events what happens, for those who look at the console
     */
    LocalDoor(KafkaCluster cluster, Supplier<StatusView> view, EventLog events, Path directory) {
        this.directory = directory;
        this.cluster = cluster;
        this.server =
                new RestServer(
                        new RestPorts(
                                view,
                                this::ask,
                                events,
                                Guard.single(Guard.OWNER, token),
                                LocalDoor::unsealed));
    }

    /**
     * Opens on a thread of its own.
     *
     * @param link told an address that opens the console, once
     */
    void open(MigrationName migration, Consumer<String> link) {
        var _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("dunlin-door")
                        .start(() -> listen(migration, link));
    }

    private synchronized void listen(MigrationName migration, Consumer<String> link) {
        if (closed) {
            return;
        }
        try {
            int port = server.start();
            long pid = ProcessHandle.current().pid();
            ServerFile file = new ServerFile(migration.value(), pid, port, token);
            file.write(directory);
            LOG.info("listening at port {}", port);
            try (RestClient own = new RestClient(Server.of(file, directory))) {
                link.accept(own.consoleLink());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.error("other commands cannot reach this run", e);
        }
    }

    /** One at a time: the client cannot do more. Made for the first one who asks. */
    private synchronized Reply ask(Command command) {
        if (closed) {
            throw new FailureException(
                    new Failure("DUN-RUN-ENDS", FailureKind.TRANSPORT, "the run is ending", ""),
                    false,
                    null);
        }
        if (client == null) {
            client = new CommandClient(cluster);
        }
        return client.ask(command, REPLY);
    }

    /** This process moves the one migration it was started for. */
    private static String unsealed(String password) {
        throw FailureException.permanent(
                new Failure(
                        "DUN-RUN-ONE",
                        FailureKind.CONFIGURATION,
                        "this process runs one migration and takes no other",
                        "start a server with: dunlin serve"));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            ServerFile.remove(directory);
        } catch (IOException e) {
            LOG.warn("server.json stays", e);
        }
        server.close();
        if (client != null) {
            client.close();
        }
    }
}
