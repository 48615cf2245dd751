package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.coordinator.rest.ConnectionView;
import dev.dunlin.protocol.NamedConnection.LastTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a worker connect. */
@Command(
        name = "test",
        customSynopsis = "dunlin connections test NAME [OPTION...]",
        description = "Have a worker of the connection's pool connect, and keep what it found.",
        footer = {
            "",
            "Exit codes: 0 reached, 3 no such connection, 7 not reached, 9 no server,",
            "  10 not permitted."
        },
        sortOptions = false)
public final class TestConnectionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "The connection.")
    private String name = "";

    @Option(
            names = "--side",
            paramLabel = "source|target",
            description = "Whose workers try: those of sources (the default) or of targets.")
    private String side = "source";

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public TestConnectionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!side.matches("source|target")) {
            throw new UsageException("--side has no such value", "--side source|target");
        }
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, printer));
    }

    private ExitCode talk(Session session, Printer printer)
            throws IOException, InterruptedException {
        ConnectionView view =
                session.rest()
                        .post(
                                "/connections/" + name + "/actions/test",
                                Map.of("side", side),
                                ConnectionView.class);
        LastTest test = view.lastTest();
        boolean reached = test.failure().isEmpty();
        String tls = test.tls().isEmpty() ? "not encrypted" : test.tls();
        String text =
                reached
                        ? "%s: reached, PostgreSQL %s, %s"
                                .formatted(name, test.serverVersion(), tls)
                        : name + ": not reached: " + test.failure();
        printer.one(view, name, () -> List.of(text));
        return reached ? ExitCode.DONE : ExitCode.FAILED;
    }
}
