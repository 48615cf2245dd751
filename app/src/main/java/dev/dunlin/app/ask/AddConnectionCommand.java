package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.coordinator.rest.ConnectionView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a server a name. */
@Command(
        name = "add",
        customSynopsis = "dunlin connections add NAME --uri URI [OPTION...]",
        description = {
            "Give a server a name, or change what has that name. Without a password the one it",
            "has is kept, if server and user stay the same."
        },
        footer = {
            "",
            "Exit codes: 0 added, 2 not understood, 4 refused, 9 no server, 10 not permitted."
        },
        sortOptions = false)
public final class AddConnectionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "Letters, digits and '-'.")
    private String name = "";

    @Option(
            names = "--uri",
            paramLabel = "URI",
            required = true,
            description =
                    "postgresql://user@host:port/database?sslmode=…; the database is where one"
                            + " looks around.")
    private String uri = "";

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            description = "Whose workers reach it. Default: default.")
    private String pool = "default";

    @Option(
            names = "--password-from",
            paramLabel = "env:NAME|file:PATH",
            description = "Where the workers find the password.")
    @Nullable
    private String passwordFrom;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File here that holds the password: it is sent, and kept encrypted.")
    @Nullable
    private Path passwordFile;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public AddConnectionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> body = new TreeMap<>(Map.of("uri", uri, "pool", pool));
        if (passwordFrom != null) {
            String[] parts = passwordFrom.split(":", 2);
            if (parts.length != 2 || !parts[0].matches("env|file") || parts[1].isEmpty()) {
                throw new UsageException(
                        "--password-from has no such place", "--password-from env:NAME");
            }
            body.put("passwordFrom", Map.of(parts[0], parts[1]));
        }
        if (passwordFile != null) {
            body.put("password", read(passwordFile));
        }
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, body, printer));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException _) {
            throw new UsageException("cannot read " + file, "--password-file FILE");
        }
    }

    private ExitCode talk(Session session, Map<String, Object> body, Printer printer)
            throws IOException, InterruptedException {
        ConnectionView view =
                session.rest().put("/connections/" + name, body, ConnectionView.class);
        printer.one(view, name, () -> List.of(name + ": added"));
        return ExitCode.DONE;
    }
}
