package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.run.TermsOptions;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Switches an online migration to its target. */
@Command(
        name = "cutover",
        customSynopsis = {
            "dunlin cutover NAME [OPTION...]",
            "       dunlin cutover cancel NAME [OPTION...]"
        },
        description = {
            "Switch an online migration to its target, and wait until it has switched, unless",
            "--no-wait. Terms that are not given are those the migration began with."
        },
        footer = {
            "",
            "Exit codes: 0 switched (or with --dry-run: ready), 3 no such migration, 4 refused (or",
            "  not ready), 7 the migration failed, 8 begun and withdrawn: following goes on,",
            "  or --wait-timeout ran out, 9 no process runs it, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin cutover shop --dry-run",
            "  dunlin cutover shop --fence read-only --timeout 2m",
            "  dunlin cutover cancel shop"
        },
        subcommands = CancelCutoverCommand.class,
        sortOptions = false)
public final class CutoverCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ActionOptions action = new ActionOptions();
    @Mixin private final TermsOptions options = new TermsOptions();
    @Mixin private final WaitOptions wait = new WaitOptions();

    @Option(
            names = "--dry-run",
            description = "Change nothing: print what a cutover needs and whether it is there.")
    private boolean dryRun;

    public CutoverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = action.choice.name("cutover");
        var _ = options.over(CutoverTerms.DEFAULT); // a mistake in them is said before anything
        Printer printer = action.output.printer(surroundings);
        boolean waits = wait.wanted(action.databases.isEmpty());
        return Session.hold(
                surroundings,
                action.choice.server(),
                name,
                session -> talk(session, name, printer, waits));
    }

    private ExitCode talk(Session session, MigrationName name, Printer printer, boolean waits)
            throws IOException, InterruptedException {
        MigrationView before = session.rest().view(name);
        CutoverTerms terms = options.over(before.status().spec().settings().online().cutover());
        if (dryRun) {
            Checklist list = Checklist.of(before, terms, action.databases);
            printer.one(list.conditions(), name.value(), list::lines);
            return list.allMet() ? ExitCode.DONE : ExitCode.REFUSED;
        }
        Map<String, Object> body = action.body();
        body.put("maxLagSeconds", terms.maxLagSeconds());
        body.put("fence", terms.fence() == Fence.MANUAL ? "manual" : "read-only");
        body.put("timeoutSeconds", terms.timeoutSeconds());
        Reply reply = session.rest().act(name, "cutover", body);
        if (!waits) {
            return Ending.accepted(printer, name, reply, "cutover");
        }
        String again = name + session.place();
        if (!printer.quiet()) {
            session.say("cutover accepted; dunlin cutover cancel " + again + " withdraws it");
        }
        String detached =
                "the cutover goes on: dunlin status "
                        + again
                        + " -w shows it, dunlin cutover cancel "
                        + again
                        + " withdraws it";
        Watch.Wish wish =
                new Watch.Wish(
                        view -> withdrawn(before.status(), view.status()),
                        -1,
                        wait.atMost(),
                        printer.quiet(),
                        detached);
        return ended(session, printer, name, Watch.until(session, name, wish));
    }

    /** Whether the cutover that was asked for after {@code before} ended without a switch. */
    static boolean withdrawn(MigrationStatus before, MigrationStatus now) {
        CutoverStatus cutover = now.cutover();
        boolean ours = !cutover.startedAt().equals(before.cutover().startedAt());
        return ours && !cutover.underWay() && !cutover.refusal().isEmpty();
    }

    private static ExitCode ended(
            Session session, Printer printer, MigrationName name, Watch.End end) {
        if (end instanceof Watch.End.Seen(var status) && !status.state().ended()) {
            session.say("withdrawn: " + status.cutover().refusal());
            session.say("  the source takes writes as before; " + name + " goes on following it");
            return ExitCode.GOES_ON;
        }
        return Ending.of(session, printer, name, end, MigrationState.SUCCEEDED);
    }
}
