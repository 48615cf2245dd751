package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.run.TermsOptions;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import java.io.IOException;
import java.util.List;
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
            "       dunlin cutover cancel NAME [--work-dir DIR]"
        },
        description = {
            "Switch an online migration to its target, and wait until it has switched.",
            "Terms that are not given are those of dunlin run."
        },
        footer = {
            "",
            "Exit codes: 0 switched (or with --dry-run: ready), 3 no such migration, 4 refused (or",
            "  not ready), 7 the migration failed, 8 begun and withdrawn: following goes on,",
            "  9 no process runs it.",
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

    @Mixin private final MigrationChoice choice = new MigrationChoice();
    @Mixin private final TermsOptions options = new TermsOptions();

    @Option(
            names = "--dry-run",
            description = "Change nothing: print what a cutover needs and whether it is there.")
    private boolean dryRun;

    public CutoverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("cutover");
        var _ = options.over(CutoverTerms.DEFAULT); // a mistake in them is said before anything
        return Session.hold(surroundings, choice, name, this::talk);
    }

    private ExitCode talk(Session session) throws IOException, InterruptedException {
        MigrationView before = session.calls().view();
        CutoverTerms terms = options.over(before.status().spec().settings().online().cutover());
        if (dryRun) {
            Checklist list = Checklist.of(before, terms);
            session.print(list.lines());
            return list.allMet() ? ExitCode.DONE : ExitCode.REFUSED;
        }
        session.calls()
                .act(
                        "cutover",
                        Map.of(
                                "maxLagSeconds", terms.maxLagSeconds(),
                                "fence", terms.fence() == Fence.MANUAL ? "manual" : "read-only",
                                "timeoutSeconds", terms.timeoutSeconds()));
        String name = session.running().name() + session.running().place();
        session.say("cutover accepted; dunlin cutover cancel " + name + " withdraws it");
        Watch.End end =
                session.watch(
                        "the cutover goes on: dunlin status "
                                + name
                                + " -w shows it,"
                                + " dunlin cutover cancel "
                                + name
                                + " withdraws it",
                        view -> withdrawn(before.status(), view.status()));
        return ended(session, end);
    }

    /** Whether the cutover that was asked for after {@code before} ended without a switch. */
    static boolean withdrawn(MigrationStatus before, MigrationStatus now) {
        CutoverStatus cutover = now.cutover();
        boolean ours = !cutover.startedAt().equals(before.cutover().startedAt());
        return ours && !cutover.underWay() && !cutover.refusal().isEmpty();
    }

    private static ExitCode ended(Session session, Watch.End end) {
        String name = session.running().name().value();
        if (end instanceof Watch.End.Seen(var status) && !status.state().ended()) {
            session.say("withdrawn: " + status.cutover().refusal());
            session.say("  the source takes writes as before; " + name + " goes on following it");
            return ExitCode.WITHDRAWN;
        }
        session.print(List.of(name + ": " + Watch.result(end)));
        String reason = Watch.reason(end);
        if (!reason.isEmpty()) {
            session.say("  " + reason);
        }
        return Watch.code(end, MigrationState.SUCCEEDED);
    }
}
