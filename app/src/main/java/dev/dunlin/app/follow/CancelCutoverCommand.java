package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.protocol.MigrationName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Withdraws a cutover that has not switched. */
@Command(
        name = "cancel",
        description = {
            "Withdraw a cutover that has not switched yet: the source takes writes again, the",
            "migration goes on following it."
        },
        sortOptions = false)
public final class CancelCutoverCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    public CancelCutoverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("cutover cancel");
        return Session.hold(surroundings, choice, name, CancelCutoverCommand::talk);
    }

    private static ExitCode talk(Session session) throws IOException, InterruptedException {
        session.calls().act("cancel-cutover", Map.of());
        Watch.End end =
                session.watch(
                        "the cutover is being withdrawn",
                        view ->
                                !view.status().cutover().underWay()
                                        && view.status().cutover().fenced().isEmpty());
        if (end instanceof Watch.End.Seen(var status) && !status.state().ended()) {
            session.print(
                    List.of(
                            session.running().name()
                                    + ": cutover withdrawn, the source takes writes"));
            return ExitCode.DONE;
        }
        session.print(List.of(session.running().name() + ": " + Watch.result(end)));
        return ExitCode.FAILED;
    }
}
