package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The way from a terminal into the web console. */
@Command(
        name = "console",
        customSynopsis = "dunlin console [OPTION...]",
        description = {
            "Print a link that opens the web console, signed in as who the server's token is for.",
            "The link works once, for 15 minutes; the token itself is not in it."
        },
        footer = {
            "",
            "Exit codes: 0 printed, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin console",
            "  dunlin console --server https://dunlin.example.com --token-file token"
        },
        sortOptions = false)
public final class ConsoleCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ServerOptions server = new ServerOptions();

    public ConsoleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return Session.hold(
                surroundings,
                server,
                Optional.empty(),
                session -> {
                    session.print(List.of(session.rest().consoleLink()));
                    return ExitCode.DONE;
                });
    }
}
