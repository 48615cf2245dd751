package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Comparisons;
import dev.dunlin.protocol.ComparisonStatus.Outcome;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares source and target again. */
@Command(
        name = "verify",
        customSynopsis = "dunlin verify NAME [OPTION...]",
        description = {
            "Compare source and target again: while it streams at one commit of the source, after"
                    + " the",
            "end as both stand now. The migration itself is not touched. Differences are named,"
                    + " and",
            "make exit code 6 with --wait."
        },
        footer = {
            "",
            "Exit codes: 0 accepted (with --wait: equal), 3 no such migration, 4 refused, 6 there"
                    + " are",
            "  differences, 8 --wait-timeout ran out or it did not come to its end, 9 no server,",
            "  10 not permitted.",
            "",
            "Example:",
            "  dunlin verify shop --wait"
        },
        sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions options = new ActionOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    public VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = options.choice.name("verify");
        Printer printer = options.output.printer(surroundings);
        return Session.hold(
                surroundings,
                options.choice.server(),
                name,
                session -> {
                    Reply reply = session.rest().act(name, "verify", options.body());
                    if (!wait.wanted(false)) {
                        return Ending.accepted(printer, name, reply, "verify");
                    }
                    Optional<ComparisonWatch.End> end =
                            new ComparisonWatch(session, name, reply).until(wait.atMost());
                    if (end.isEmpty()) {
                        session.say(name + ": not over yet; the comparison goes on");
                        session.say("  see it: dunlin show " + name + session.place());
                        return ExitCode.GOES_ON;
                    }
                    printer.one(end.get().found(), name.value(), () -> lines(name, end.get()));
                    return code(end.get());
                });
    }

    private static List<String> lines(MigrationName name, ComparisonWatch.End end) {
        List<String> lines = new ArrayList<>();
        for (ComparisonWatch.Found found : end.found()) {
            String database = end.found().size() > 1 ? "." + found.database() : "";
            lines.addAll(Comparisons.lines(name + database, found.comparison()));
        }
        if (lines.isEmpty()) {
            lines.add(name + ": " + end.message());
        }
        return lines;
    }

    private static ExitCode code(ComparisonWatch.End end) {
        if (end.has(Outcome.DIFFERENT)) {
            return ExitCode.DIFFERENCES;
        }
        return end.has(Outcome.ENDED) || end.found().isEmpty() ? ExitCode.GOES_ON : ExitCode.DONE;
    }
}
