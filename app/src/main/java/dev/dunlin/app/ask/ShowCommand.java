package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.MigrationChoice;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Detail;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationName;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says everything about one migration. */
@Command(
        name = "show",
        customSynopsis = "dunlin show NAME [OPTION...]",
        description = {
            "Show everything about a migration: what was asked, each database, warnings, errors,",
            "and what to do next."
        },
        footer = {
            "",
            "Exit codes: 0 shown, 3 no such migration, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin show shop",
            "  dunlin show shop -o yaml"
        },
        sortOptions = false)
public final class ShowCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();
    @Mixin private final OutputOptions output = new OutputOptions();

    public ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("show");
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, choice.server(), name, session -> talk(session, name, printer));
    }

    private ExitCode talk(Session session, MigrationName name, Printer printer)
            throws IOException, InterruptedException {
        MigrationView view = session.rest().view(name);
        printer.one(
                view,
                name.value(),
                () ->
                        Detail.lines(
                                view,
                                surroundings.clock().instant(),
                                printer.style(),
                                session.place()));
        return ExitCode.DONE;
    }
}
