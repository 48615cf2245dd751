package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.coordinator.leftovers.LeftoverSearch.Dropped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drops leftovers. */
@Command(
        name = "clean",
        customSynopsis = "dunlin leftovers clean (NAME...|--all) [OPTION...]",
        description = {
            "Drop leftovers, by the names or ids that dunlin leftovers lists. Each is looked at",
            "again first. Tables that were copied stay."
        },
        footer = {
            "",
            "Exit codes: 0 all of them are gone, 4 one stays, 9 no server, 10 not permitted."
        },
        sortOptions = false)
public final class CleanLeftoversCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names or ids of leftovers.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All that are listed and not kept.")
    private boolean all;

    @Option(
            names = "--force",
            description = {
                "Also what is in use, or may be another installation's. Never what a migration of",
                "this installation needs."
            })
    private boolean force;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public CleanLeftoversCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What REST answers. */
    private record Cleaned(List<Dropped> items) {}

    @Override
    public Integer call() throws InterruptedException {
        if (ids.isEmpty() != all) {
            throw new UsageException(
                    "name leftovers, or say --all", "dunlin leftovers clean --all");
        }
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, printer));
    }

    private ExitCode talk(Session session, Printer printer)
            throws IOException, InterruptedException {
        Cleaned cleaned =
                session.rest()
                        .post(
                                "/leftovers/actions/clean",
                                Map.of("ids", ids, "all", all, "force", force),
                                Cleaned.class);
        boolean gone = true;
        for (Dropped one : cleaned.items()) {
            // With --all what is kept was not asked for.
            gone &= one.dropped() || (all && !force);
            String text = one.id() + (one.dropped() ? ": dropped" : ": stays, " + one.detail());
            printer.one(one, one.id(), () -> List.of(text));
        }
        if (cleaned.items().isEmpty() && !printer.quiet() && !printer.structured()) {
            session.say("nothing is left");
        }
        return gone ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
