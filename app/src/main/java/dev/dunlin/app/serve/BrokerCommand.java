package dev.dunlin.app.serve;

import dev.dunlin.embedded.EmbeddedBroker;
import dev.dunlin.embedded.EmbeddedServerException;
import dev.dunlin.service.Service;
import dev.dunlin.service.ServiceRun;
import dev.dunlin.service.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A Kafka broker for the processes of one machine. */
@Command(
        name = "broker",
        description = {
            "Run a Kafka broker for the processes of one machine: for trying separate roles out.",
            "It listens at 127.0.0.1 only and keeps one copy of everything."
        },
        sortOptions = false)
public final class BrokerCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerCommand.class);

    @Option(names = "--work-dir", paramLabel = "DIR", required = true, description = "Its data.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port for clients, 9092 by default.")
    private int port = 9092;

    @Option(
            names = "--log-format",
            paramLabel = "line|json",
            description = "Form of the log on standard error.")
    private String logFormat = "line";

    @Override
    public Integer call() {
        Map<String, String> given = new HashMap<>(Map.of(Settings.LOG_FORMAT, logFormat));
        return ServiceRun.run("broker", Told.settings(given), Broker::new);
    }

    private final class Broker implements Service {

        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
        private Optional<EmbeddedBroker> running = Optional.empty();

        @Override
        public void start() throws EmbeddedServerException {
            EmbeddedBroker broker = EmbeddedBroker.startAt(directory, port);
            running = Optional.of(broker);
            var _ = broker.failure().thenAccept(failure::complete);
            LOG.info("Kafka at {}", broker.bootstrapServers());
        }

        @Override
        public boolean ready() {
            return running.isPresent();
        }

        @Override
        public CompletableFuture<Throwable> failure() {
            return failure;
        }

        @Override
        public void close() {
            running.ifPresent(EmbeddedBroker::close);
            running = Optional.empty();
        }
    }
}
