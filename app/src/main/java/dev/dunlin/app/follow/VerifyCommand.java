package dev.dunlin.app.follow;

import dev.dunlin.app.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares source and target again. */
@Command(
        name = "verify",
        customSynopsis = "dunlin verify NAME [OPTION...]",
        description = {
            "Compare source and target again. Differences make exit code 6 with --wait."
        },
        footer = {
            "",
            "Exit codes: 0 accepted (with --wait: it succeeded, or waits for a cutover),",
            "  3 no such migration, 4 refused, 5, 6, 7 as it ended, 8 --wait-timeout ran out,",
            "  9 no server, 10 not permitted.",
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
        return Action.untilRest("verify", "verify").run(surroundings, options, wait);
    }
}
