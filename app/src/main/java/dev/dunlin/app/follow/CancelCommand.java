package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a migration up. */
@Command(
        name = "cancel",
        customSynopsis = "dunlin cancel NAME --keep-target|--clean-target [--work-dir DIR]",
        description = {
            "Give an online migration up, in any phase: slot, publication and everything else it",
            "made on the source is removed. Say what becomes of the target."
        },
        footer = {
            "",
            "Exit codes: 0 canceled, 3 no such migration, 4 refused, 7 it ended otherwise,",
            "  9 no process runs it: start it again with its dunlin run command first.",
            "",
            "Example:",
            "  dunlin cancel shop --clean-target"
        },
        sortOptions = false)
public final class CancelCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    @Option(names = "--keep-target", description = "Leave the target as it is now.")
    private boolean keep;

    @Option(
            names = "--clean-target",
            description =
                    "Drop what the migration made there; a database that was there stays, empty.")
    private boolean clean;

    public CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("cancel");
        if (keep == clean) {
            throw new UsageException(
                    keep
                            ? "the target can be kept or cleaned, not both"
                            : "say what becomes of the target",
                    "dunlin cancel " + name + " --keep-target|--clean-target");
        }
        return Session.hold(surroundings, choice, name, this::talk);
    }

    private ExitCode talk(Session session) throws IOException, InterruptedException {
        session.calls().act("cancel", Map.of("target", keep ? "keep" : "clean"));
        Watch.End end = session.watch("the migration is being canceled", _ -> false);
        session.print(List.of(session.running().name() + ": " + Watch.result(end)));
        String reason = Watch.reason(end);
        if (!reason.isEmpty()) {
            session.say("  " + reason);
        }
        return Watch.code(end, MigrationState.CANCELED);
    }
}
