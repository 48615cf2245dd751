package dev.dunlin.app.follow;

import dev.dunlin.app.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes up a migration that failed. */
@Command(
        name = "retry",
        customSynopsis = "dunlin retry NAME [OPTION...]",
        description = {
            "Take a failed migration up again, under its own name: what is proved done is kept,",
            "only the rest is done again."
        },
        footer = {
            "",
            "Exit codes: 0 accepted (with --wait: it succeeded, or waits for a cutover),",
            "  3 no such migration, 4 refused, 5, 6, 7 as it ended, 8 --wait-timeout ran out,",
            "  9 no server, 10 not permitted.",
            "",
            "Example:",
            "  dunlin retry shop --wait"
        },
        sortOptions = false)
public final class RetryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions options = new ActionOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    public RetryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return Action.untilRest("retry", "resume").run(surroundings, options, wait);
    }
}
