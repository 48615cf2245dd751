package dev.dunlin.app.follow;

import dev.dunlin.app.Surroundings;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.Condition;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has nothing done until somebody resumes the migration. */
@Command(
        name = "pause",
        customSynopsis = "dunlin pause NAME [OPTION...]",
        description = {
            "Have nothing done until it is resumed. The slot of an online migration stays: the",
            "source keeps its WAL meanwhile."
        },
        footer = {
            "",
            "Exit codes: 0 accepted (with --wait: it is paused), 3 no such migration, 4 refused,",
            "  8 --wait-timeout ran out, 9 no server, 10 not permitted.",
            "",
            "Example:",
            "  dunlin pause shop"
        },
        sortOptions = false)
public final class PauseCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions options = new ActionOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    public PauseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Action("pause", "pause", PauseCommand::paused).run(surroundings, options, wait);
    }

    private static boolean paused(MigrationView view) {
        return view.status().conditions().stream().anyMatch(c -> c.type().equals(Condition.PAUSED));
    }
}
