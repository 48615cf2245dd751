package dev.dunlin.app.follow;

import dev.dunlin.app.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a paused migration go on. */
@Command(
        name = "resume",
        customSynopsis = "dunlin resume NAME [OPTION...]",
        description = {"Let a migration go on that was paused or interrupted."},
        footer = {
            "",
            "Exit codes: 0 accepted (with --wait: it succeeded, or waits for a cutover),",
            "  3 no such migration, 4 refused, 5, 6, 7 as it ended, 8 --wait-timeout ran out,",
            "  9 no server, 10 not permitted.",
            "",
            "Example:",
            "  dunlin resume shop"
        },
        sortOptions = false)
public final class ResumeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions options = new ActionOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    public ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return Action.untilRest("resume", "resume").run(surroundings, options, wait);
    }
}
