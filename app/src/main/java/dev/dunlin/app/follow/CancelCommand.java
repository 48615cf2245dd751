package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Session;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a migration up. */
@Command(
        name = "cancel",
        customSynopsis = "dunlin cancel NAME --keep-target|--clean-target [OPTION...]",
        description = {
            "Give a migration up, in any phase: slot, publication and everything else it made on",
            "the source is removed. Say what becomes of the target. Waits unless --no-wait."
        },
        footer = {
            "",
            "Exit codes: 0 canceled, 3 no such migration, 4 refused, 7 it ended otherwise,",
            "  8 --wait-timeout ran out, 9 no process runs it: start it again with its dunlin run",
            "  command first, 10 not permitted.",
            "",
            "Example:",
            "  dunlin cancel shop --clean-target"
        },
        sortOptions = false)
public final class CancelCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions options = new ActionOptions();

    @Option(names = "--keep-target", description = "Leave the target as it is now.")
    private boolean keep;

    @Option(
            names = "--clean-target",
            description =
                    "Drop what the migration made there; a database that was there stays, empty.")
    private boolean clean;

    @Mixin private final WaitOptions wait = new WaitOptions();

    public CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = options.choice.name("cancel");
        if (keep == clean) {
            throw new UsageException(
                    keep
                            ? "the target can be kept or cleaned, not both"
                            : "say what becomes of the target",
                    "dunlin cancel " + name + " --keep-target|--clean-target");
        }
        Printer printer = options.output.printer(surroundings);
        boolean waits = wait.wanted(options.databases.isEmpty());
        return Session.hold(
                surroundings,
                options.choice.server(),
                name,
                session -> talk(session, name, printer, waits));
    }

    private ExitCode talk(Session session, MigrationName name, Printer printer, boolean waits)
            throws IOException, InterruptedException {
        Map<String, Object> body = options.body();
        body.put("target", keep ? "keep" : "clean");
        Reply reply = session.rest().act(name, "cancel", body);
        if (!waits) {
            return Ending.accepted(printer, name, reply, "cancel");
        }
        String detached = "it is being canceled: dunlin status " + name + session.place() + " -w";
        Watch.Wish wish = new Watch.Wish(_ -> false, -1, wait.atMost(), printer.quiet(), detached);
        Watch.End end = Watch.until(session, name, wish);
        return Ending.of(session, printer, name, end, MigrationState.CANCELED);
    }
}
