package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Session;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Withdraws a cutover that has not switched. */
@Command(
        name = "cancel",
        customSynopsis = "dunlin cutover cancel NAME [OPTION...]",
        description = {
            "Withdraw a cutover that has not switched yet: the source takes writes again, the",
            "migration goes on following it. Waits unless --no-wait."
        },
        sortOptions = false)
public final class CancelCutoverCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions options = new ActionOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    public CancelCutoverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = options.choice.name("cutover cancel");
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
        Reply reply = session.rest().act(name, "cancel-cutover", options.body());
        if (!waits) {
            return Ending.accepted(printer, name, reply, "cutover cancel");
        }
        Watch.Wish wish =
                new Watch.Wish(
                        view -> lifted(view.status().cutover()),
                        -1,
                        wait.atMost(),
                        printer.quiet(),
                        "the cutover is being withdrawn");
        Watch.End end = Watch.until(session, name, wish);
        if (end instanceof Watch.End.Seen(var status) && !status.state().ended()) {
            String text = name + ": cutover withdrawn, the source takes writes";
            printer.one(status, name.value(), () -> List.of(text));
            return ExitCode.DONE;
        }
        printer.one(
                new PastEnd(name, Watch.result(end)),
                name.value(),
                () -> List.of(name + ": " + Watch.result(end)));
        return end instanceof Watch.End.TooLong ? ExitCode.GOES_ON : ExitCode.FAILED;
    }

    /** The end of a migration, where nothing but its state is known. */
    private record PastEnd(MigrationName name, String state) {}

    private static boolean lifted(CutoverStatus cutover) {
        return !cutover.underWay() && cutover.fenced().isEmpty();
    }
}
