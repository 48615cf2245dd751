package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Connections;
import dev.dunlin.coordinator.rest.ConnectionView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the servers that have names. */
@Command(
        name = "connections",
        customSynopsis = {
            "dunlin connections [OPTION...]",
            "       dunlin connections add NAME --uri URI [OPTION...]",
            "       dunlin connections test NAME [--side source|target]",
            "       dunlin connections remove NAME"
        },
        description = {
            "List the servers that have names on a Dunlin server. A spec refers to one with",
            "source: {connection: NAME}; a migration takes a copy when it is created."
        },
        footer = {
            "",
            "Exit codes: 0 listed, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin connections add old --uri postgresql://me@old/ --password-from env:OLD",
            "  dunlin connections test old",
            "  dunlin connections -o wide"
        },
        subcommands = {
            AddConnectionCommand.class,
            TestConnectionCommand.class,
            RemoveConnectionCommand.class
        },
        sortOptions = false)
public final class ConnectionsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public ConnectionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, printer));
    }

    private static ExitCode talk(Session session, Printer printer)
            throws IOException, InterruptedException {
        List<ConnectionView> all =
                session.rest().all("/connections", Map.of(), ConnectionView[].class);
        printer.list(all, Connections.listing(printer.style()));
        if (all.isEmpty() && !printer.quiet() && !printer.structured()) {
            session.say("no connections; add one with: dunlin connections add NAME --uri URI");
        }
        return ExitCode.DONE;
    }
}
