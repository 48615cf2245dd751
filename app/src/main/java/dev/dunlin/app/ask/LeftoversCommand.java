package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Left;
import dev.dunlin.coordinator.leftovers.LeftoverSearch.Findings;
import dev.dunlin.coordinator.leftovers.LeftoverSearch.Unseen;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what migrations left and nobody needs. */
@Command(
        name = "leftovers",
        customSynopsis = {
            "dunlin leftovers [OPTION...]",
            "       dunlin leftovers clean (NAME...|--all) [OPTION...]"
        },
        description = {
            "List what migrations left and nobody needs: replication slots, publications and",
            "heartbeat schemas on sources, ledgers on targets, topics and groups in Kafka. Looks",
            "at the servers of all migrations the server knows. What is KEPT is dropped with",
            "--force only."
        },
        footer = {
            "",
            "Exit codes: 0 listed, 8 some servers could not be looked at, 9 no server,",
            "  10 not permitted.",
            "",
            "Examples:",
            "  dunlin leftovers -o wide",
            "  dunlin leftovers clean dunlin_shop_1a2b3c4d",
            "  dunlin leftovers clean --all"
        },
        subcommands = CleanLeftoversCommand.class,
        sortOptions = false)
public final class LeftoversCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public LeftoversCommand(Surroundings surroundings) {
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
        Findings found = session.rest().getSlowly("/leftovers", Findings.class);
        printer.list(found.items(), Left.listing(printer.style()));
        for (Unseen unseen : found.unseen()) {
            session.say(
                    "not seen: %s %s: %s"
                            .formatted(unseen.side(), unseen.server(), unseen.failure().message()));
        }
        if (found.items().isEmpty() && !printer.quiet() && !printer.structured()) {
            session.say("nothing is left");
        }
        return found.unseen().isEmpty() ? ExitCode.DONE : ExitCode.GOES_ON;
    }
}
