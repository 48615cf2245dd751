package dev.dunlin.app.run;

import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.RestPorts;
import dev.dunlin.coordinator.rest.RestServer;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A run as other commands see it: its port and its file, with a coordinator of the test's own. */
public final class ServedMigration implements AutoCloseable {

    private final List<Command> asked = new CopyOnWriteArrayList<>();
    private final Readiness readiness;
    private final UnaryOperator<MigrationStatus> next;
    private final RestServer server;
    private final Path directory;
    private volatile MigrationStatus status;
    private volatile String refusal = "";

    /**
     * Serves a migration.
     *
     * @param next what becomes of it after each command
     */
    public ServedMigration(
            Path directory,
            MigrationStatus status,
            Readiness readiness,
            UnaryOperator<MigrationStatus> next)
            throws IOException {
        this.directory = directory;
        this.status = status;
        this.readiness = readiness;
        this.next = next;
        this.server =
                new RestServer(
                        new RestPorts(
                                this::view,
                                this::reply,
                                new EventLog(10),
                                Guard.single("owner", "token-1"),
                                password -> password));
        Files.createDirectories(directory);
        long pid = ProcessHandle.current().pid();
        new ServerFile(status.name().value(), pid, server.start(), "token-1").write(directory);
    }

    /** From now on the coordinator says no. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** What the coordinator was asked. */
    public List<Command> asked() {
        return List.copyOf(asked);
    }

    private StatusView view() {
        return new StatusView(
                Map.of(status.name(), status),
                Map.of(),
                Map.of(status.name(), Map.of(readiness.database(), readiness)));
    }

    private Reply reply(Command command) {
        asked.add(command);
        if (refusal.isEmpty()) {
            status = next.apply(status);
            return new Reply(command.migration(), command.id(), Reply.Status.ACCEPTED, "");
        }
        return new Reply(command.migration(), command.id(), Reply.Status.REJECTED, refusal);
    }

    @Override
    public void close() throws IOException {
        server.close();
        ServerFile.remove(directory);
    }
}
