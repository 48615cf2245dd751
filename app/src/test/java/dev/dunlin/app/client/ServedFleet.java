package dev.dunlin.app.client;

import dev.dunlin.app.Main;
import dev.dunlin.app.TestSurroundings;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.RestPorts;
import dev.dunlin.coordinator.rest.RestServer;
import dev.dunlin.coordinator.rest.TlsFiles;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.WorkerStatus;
import dev.dunlin.service.Health;
import dev.dunlin.service.RestPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server of several migrations as commands see it, and a way to run commands against it. */
public final class ServedFleet implements AutoCloseable {

    private static final String TOKEN = "token-1";

    private final Map<MigrationName, MigrationStatus> migrations = new ConcurrentHashMap<>();
    private final List<Command> asked = new CopyOnWriteArrayList<>();
    private final EventLog events = new EventLog(10);
    private final RestServer server;
    private final int port;
    private final Path home;
    private volatile UnaryOperator<MigrationStatus> next = status -> status;
    private volatile String refusal = "";

    /** Serves the samples. */
    public ServedFleet(Path home) {
        this(home, Optional.empty());
    }

    /** The same, with a certificate to show. */
    ServedFleet(Path home, Optional<TlsFiles> tls) {
        this.home = home;
        FleetSamples.all().forEach(status -> migrations.put(status.name(), status));
        long offset = 0;
        for (MigrationEvent event : FleetSamples.events()) {
            events.event(event, offset++);
        }
        server =
                new RestServer(
                        new RestPorts(
                                this::view,
                                this::reply,
                                events,
                                Guard.single("ann", TOKEN),
                                password -> "sealed",
                                ServedFleet::workers,
                                (_, _, _) -> {
                                    throw new UnsupportedOperationException();
                                },
                                new SampleLeftovers(),
                                List::of,
                                new SampleConnections()),
                        RestPlace.anyLocal(),
                        tls,
                        () -> Health.UP);
        port = server.start();
    }

    /** What a command did. */
    public record Ended(int code, String out, String err) {}

    /** From now on a command makes this of its migration. */
    public void becomes(UnaryOperator<MigrationStatus> change) {
        next = change;
    }

    /** From now on the coordinator says no. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** What the coordinator was asked. */
    public List<Command> asked() {
        return List.copyOf(asked);
    }

    /** Something happens. */
    public void tell(MigrationEvent event, long offset) {
        events.event(event, offset);
    }

    /** Runs a command with the right token; words are parted by single spaces. */
    public Ended run(String line) {
        return run(TOKEN, line);
    }

    /** Runs a command with a token. */
    public Ended run(String token, String line) {
        TestSurroundings world = world(token);
        int code = Main.run(world.surroundings(), line.split(" "));
        return new Ended(code, hidden(world.out()), hidden(world.err()));
    }

    /** A world in which commands find this server. */
    public TestSurroundings world(String token) {
        String place = "http://127.0.0.1:" + port + "/";
        return new TestSurroundings(Map.of("DUNLIN_SERVER", place, "DUNLIN_TOKEN", token), home);
    }

    /** Runs a command in a world of its own. */
    Ended run(Map<String, String> environment, String line) {
        TestSurroundings world = new TestSurroundings(environment, home);
        String[] words = line.replace("PORT", Integer.toString(port)).split(" ");
        int code = Main.run(world.surroundings(), words);
        return new Ended(code, hidden(world.out()), hidden(world.err()));
    }

    /** Leaves what commands of this machine find it by. */
    void announce(Path directory, TlsFiles tls) throws IOException {
        Files.createDirectories(directory);
        long pid = ProcessHandle.current().pid();
        new ServerFile("", pid, "127.0.0.1", port, TOKEN, tls).write(directory);
    }

    private String hidden(String text) {
        return text.replace(Integer.toString(port), "PORT");
    }

    private StatusView view() {
        Map<TableId, TableStatus> tables =
                FleetSamples.tables().stream()
                        .collect(Collectors.toMap(TableStatus::table, Function.identity()));
        return new StatusView(
                migrations,
                Map.of(FleetSamples.SALES, tables),
                Map.of(FleetSamples.SHOP, Map.of("shop", FleetSamples.readiness())));
    }

    private Reply reply(Command command) {
        asked.add(command);
        if (!refusal.isEmpty()) {
            return new Reply(command.migration(), "c-1", Reply.Status.REJECTED, refusal);
        }
        if (command instanceof Command.StartMigration start) {
            Stream.of(FleetSamples.sales())
                    .map(like -> started(like, start))
                    .forEach(status -> migrations.put(status.name(), status));
        }
        migrations.computeIfPresent(command.migration(), (_, status) -> next.apply(status));
        return new Reply(command.migration(), "c-1", Reply.Status.ACCEPTED, "");
    }

    private static MigrationStatus started(MigrationStatus like, Command.StartMigration start) {
        return new MigrationStatus(
                start.spec().name(),
                like.state(),
                like.substate(),
                1,
                start.spec(),
                like.startedAt(),
                like.updatedAt(),
                0,
                List.of(),
                like.cutover(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static WorkersView workers() {
        List<WorkerStatus> present =
                Stream.of(Role.values())
                        .map(
                                role ->
                                        new WorkerStatus(
                                                role.label() + "-1",
                                                role,
                                                "default",
                                                "host1",
                                                42,
                                                "0.1.0",
                                                "2026-11-20T09:00:00Z",
                                                "2026-11-20T10:00:00Z",
                                                List.of(),
                                                List.of()))
                        .toList();
        return new WorkersView(true, present, Map.of());
    }

    @Override
    public void close() {
        server.close();
    }
}
