package dev.dunlin.app.ask;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leaves one table out. */
@Command(
        name = "skip",
        customSynopsis = "dunlin skip NAME --table SCHEMA.TABLE --reason TEXT [OPTION...]",
        description = {
            "Leave one table out from now on, on record: the report names it with the reason, and",
            "nothing of it is proved."
        },
        footer = {
            "",
            "Exit codes: 0 accepted, 3 no such migration, 4 refused, 9 no server, 10 not",
            "  permitted.",
            "",
            "Example:",
            "  dunlin skip shop --table audit.log --reason \"kept in the archive\""
        },
        sortOptions = false)
public final class SkipCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final TableOptions options = new TableOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stands in the report.")
    private String reason = "";

    public SkipCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (reason.isBlank()) {
            throw new UsageException("no reason is given", "--reason \"kept in the archive\"");
        }
        return options.ask(surroundings, "skip", Map.of("reason", reason));
    }
}
