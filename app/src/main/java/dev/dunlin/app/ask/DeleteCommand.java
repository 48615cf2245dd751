package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.MigrationChoice;
import dev.dunlin.app.client.Session;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forgets a migration that has ended. */
@Command(
        name = "delete",
        customSynopsis = "dunlin delete NAME [OPTION...]",
        description = {
            "Forget a migration that has ended; its name is free then. What it moved stays. One",
            "that has not ended is refused: dunlin cancel ends it."
        },
        footer = {
            "",
            "Exit codes: 0 accepted, 3 no such migration, 4 it has not ended, 9 no server,",
            "  10 not permitted.",
            "",
            "Example:",
            "  dunlin delete shop"
        },
        sortOptions = false)
public final class DeleteCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();
    @Mixin private final OutputOptions output = new OutputOptions();

    public DeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("delete");
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, choice.server(), name, session -> talk(session, name, printer));
    }

    private static ExitCode talk(Session session, MigrationName name, Printer printer)
            throws IOException, InterruptedException {
        Reply reply = session.rest().delete(name);
        printer.one(reply, name.value(), () -> List.of(name + ": delete accepted"));
        return ExitCode.DONE;
    }
}
