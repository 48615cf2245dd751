package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.CommandEnded;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Checks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether a server can be used from here. */
@Command(
        name = "doctor",
        customSynopsis = "dunlin doctor [OPTION...]",
        description = {
            "Look whether a server can be used from here: reached, allowed in, clocks alike,",
            "workers there."
        },
        footer = {
            "",
            "Exit codes: 0 all is well, 1 something is not, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin doctor",
            "  dunlin doctor --server https://dunlin.example.com:7070 -o json"
        },
        sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, printer));
    }

    private static ExitCode talk(Session session, Printer printer) throws InterruptedException {
        Examination examination = new Examination(session);
        Optional<CommandEnded> silent = examination.run();
        List<Checks.Check> found = examination.found();
        printer.one(found, session.rest().server().toString(), () -> Checks.lines(found));
        return silent.map(CommandEnded::exitCode).orElseGet(() -> examination.code());
    }
}
