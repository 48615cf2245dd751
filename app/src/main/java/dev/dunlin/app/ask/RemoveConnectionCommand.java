package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets a connection. */
@Command(
        name = "remove",
        customSynopsis = "dunlin connections remove NAME [OPTION...]",
        description = "Forget a connection. Migrations that were created with it go on.",
        footer = {
            "",
            "Exit codes: 0 removed, 3 no such connection, 9 no server, 10 not permitted."
        },
        sortOptions = false)
public final class RemoveConnectionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "The connection.")
    private String name = "";

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public RemoveConnectionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, printer));
    }

    private ExitCode talk(Session session, Printer printer)
            throws IOException, InterruptedException {
        session.rest().remove("/connections/" + name);
        printer.one(Map.of("name", name), name, () -> List.of(name + ": removed"));
        return ExitCode.DONE;
    }
}
