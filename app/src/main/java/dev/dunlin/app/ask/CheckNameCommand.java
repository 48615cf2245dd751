package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says whether a name is free. */
@Command(
        name = "check-name",
        customSynopsis = "dunlin check-name NAME [OPTION...]",
        description = "Say whether a new migration may have this name.",
        footer = {
            "",
            "Exit codes: 0 it is free, 4 it is taken or no name, 9 no server, 10 not permitted.",
            "",
            "Example:",
            "  dunlin check-name shop"
        },
        sortOptions = false)
public final class CheckNameCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NEW-NAME", arity = "0..1", description = "The name.")
    @Nullable
    private String name;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    public CheckNameCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What the server says of a name. */
    private record Answer(boolean nameAvailable, String message) {}

    @Override
    public Integer call() throws InterruptedException {
        String asked = name;
        if (asked == null) {
            throw new UsageException("no name is given", "dunlin check-name shop-2026");
        }
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings, server, Optional.empty(), session -> talk(session, asked, printer));
    }

    private static ExitCode talk(Session session, String asked, Printer printer)
            throws IOException, InterruptedException {
        Answer answer = session.rest().get("/check-name", Map.of("name", asked), Answer.class);
        String text = answer.nameAvailable() ? "free" : answer.message();
        printer.one(answer, asked, () -> List.of(asked + ": " + text));
        return answer.nameAvailable() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
