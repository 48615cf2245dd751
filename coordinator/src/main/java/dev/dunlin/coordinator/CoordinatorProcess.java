package dev.dunlin.coordinator;

import dev.dunlin.coordinator.figures.Figures;
import dev.dunlin.coordinator.leftovers.LeftoverSearch;
import dev.dunlin.coordinator.leftovers.Place;
import dev.dunlin.coordinator.readiness.ReadinessService;
import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.coordinator.rest.LeftoverPort;
import dev.dunlin.coordinator.rest.RestPorts;
import dev.dunlin.coordinator.rest.RestServer;
import dev.dunlin.messaging.CompactedTable;
import dev.dunlin.messaging.ConnectionTester;
import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.MessageSender;
import dev.dunlin.messaging.MigrationTopics;
import dev.dunlin.messaging.Questions;
import dev.dunlin.messaging.StatusFollower;
import dev.dunlin.messaging.StatusScope;
import dev.dunlin.messaging.TopicSurvey;
import dev.dunlin.messaging.WorkerRegistry;
import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.TableSeries;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.Topics;
import dev.dunlin.service.Health;
import dev.dunlin.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator as a service: decisions, readiness, the public view of all migrations and the REST
 * interface. Any number may run; each answers for every migration, and they share the deciding.
 */
public final class CoordinatorProcess implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorProcess.class);
    private static final Duration REPLY = Duration.ofSeconds(30);
    private static final int EVENTS = 10_000;
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final KafkaCluster cluster;
    private final Path directory;
    private final Door door;
    private final UnaryOperator<String> seal;
    private final IntConsumer listening;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean up;

    /**
     * How others come in.
     *
     * @param tables of which tables there are metrics
     */
    public record Door(RestDoor rest, String token, TableSeries tables) {

        /** Never with the token. */
        @Override
        public String toString() {
            return rest.place().address().toString();
        }
    }

    /**
     * A coordinator that does not run yet.
     *
     * @param directory for the locks of Kafka Streams; no other process may have the same
     * @param door where the REST interface listens, and for whom
     * @param seal encrypts passwords of specs
     * @param listening told the port when it does
     */
    public CoordinatorProcess(
            KafkaCluster cluster,
            Path directory,
            Door door,
            UnaryOperator<String> seal,
            IntConsumer listening) {
        this.cluster = cluster;
        this.directory = directory;
        this.door = door;
        this.seal = seal;
        this.listening = listening;
    }

    @Override
    public void start() {
        try (Admin admin = Admin.create(cluster.properties())) {
            new ControlTopics(admin, ControlTopics.BROKER_DEFAULT).ensure();
        }
        WorkerRegistry workers = keep(new WorkerRegistry(cluster, InstantSource.system()));
        workers.start();
        CompactedTable<NamedConnection> table =
                keep(new CompactedTable<>(cluster, Topics.CONNECTIONS, NamedConnection.class));
        table.start();
        awaitRead(table);
        ClusterPools pools = keep(new ClusterPools(cluster, workers::latest, table::row));
        CoordinatorService coordinator =
                keep(new CoordinatorService(cluster, directory.resolve("decisions"), pools));
        ReadinessService readiness =
                keep(new ReadinessService(cluster, directory.resolve("readiness")));
        var _ = coordinator.failure().thenAccept(failure::complete);
        var _ = readiness.failure().thenAccept(failure::complete);
        coordinator.start();
        readiness.start();
        EventLog events = new EventLog(EVENTS);
        StatusFollower follower =
                keep(new StatusFollower(cluster, StatusScope.all().withPastEvents(), events));
        follower.start();
        CommandDeskClient desk = keep(new CommandDeskClient(cluster, REPLY));
        Questions questions = keep(new Questions(cluster, workers::latest));
        RestPorts ports =
                new RestPorts(
                        () -> WorkerConditions.shown(follower.latest(), workers.latest()),
                        desk,
                        events,
                        door.rest().guard(door.token()),
                        seal,
                        workers::latest,
                        tester(questions),
                        leftovers(follower, questions, table),
                        keep(new TopicSurvey(cluster))::topics,
                        new ConnectionBook(table));
        RestServer rest = keep(rest(ports, () -> health(coordinator, readiness)));
        var _ =
                keep(
                        Meters.process()
                                .add(new Figures(ports.view(), workers::latest, door.tables())));
        listening.accept(listen(rest));
        awaitView(follower);
        up = true;
    }

    private RestServer rest(RestPorts ports, Supplier<Health> health) {
        return new RestServer(ports, door.rest().place(), door.rest().tls(), health);
    }

    private int listen(RestServer rest) {
        int port = rest.start();
        String host = door.rest().place().address().getHostString();
        String tls = door.rest().tls().isPresent() ? " with TLS" : "";
        LOG.info("REST and console at {}:{}{}", host, port, tls);
        if (door.rest().exposed()) {
            LOG.warn("REST is plain HTTP (plain-http): tokens and specs can be read on the way");
        }
        return port;
    }

    /** A command that names a connection would be refused before. */
    private static void awaitRead(CompactedTable<?> table) {
        try {
            if (!table.awaitCaughtUp(CATCH_UP)) {
                LOG.warn("connections are not read yet; going on");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static RestPorts.Tester tester(Questions questions) {
        ConnectionTester tester = new ConnectionTester(questions);
        return (side, pool, address) -> tester.test(side, pool, address, REPLY);
    }

    private LeftoverPort leftovers(
            StatusFollower follower,
            Questions questions,
            CompactedTable<NamedConnection> connections) {
        MigrationTopics topics = new MigrationTopics(keep(Admin.create(cluster.properties())));
        return new LeftoverDesk(
                new LeftoverSearch(
                        follower::latest,
                        questions,
                        topics,
                        () -> Place.of(connections.rows().values())),
                follower::isCaughtUp,
                keep(new MessageSender(cluster)),
                InstantSource.system());
    }

    private static void awaitView(StatusFollower follower) {
        try {
            if (!follower.awaitCaughtUp(CATCH_UP)) {
                LOG.warn("what was known of migrations is not read yet; going on");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private Health health(CoordinatorService coordinator, ReadinessService readiness) {
        boolean ready = up && coordinator.running() && readiness.running();
        return new Health(!failure.isDone(), ready);
    }

    @Override
    public boolean ready() {
        return up && !failure.isDone();
    }

    @Override
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    @Override
    public synchronized void close() {
        up = false;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} did not close in order", part.getClass().getSimpleName(), e);
            }
        }
    }
}
