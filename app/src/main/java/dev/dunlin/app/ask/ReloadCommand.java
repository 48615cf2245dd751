package dev.dunlin.app.ask;

import dev.dunlin.app.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Copies one table again. */
@Command(
        name = "reload",
        customSynopsis = "dunlin reload NAME --table SCHEMA.TABLE [OPTION...]",
        description = "Empty one table on the target and copy it again.",
        footer = {
            "",
            "Exit codes: 0 accepted, 3 no such migration, 4 refused, 9 no server, 10 not",
            "  permitted.",
            "",
            "Example:",
            "  dunlin reload shop --table public.orders"
        },
        sortOptions = false)
public final class ReloadCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final TableOptions options = new TableOptions();

    public ReloadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return options.ask(surroundings, "reload", Map.of());
    }
}
