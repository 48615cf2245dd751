package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.Reply.Status;
import dev.dunlin.protocol.SourceTask;
import java.util.Objects;

/** What users ask. */
final class Requests {

    private Requests() {}

    static Verdict decide(Draft draft, Command command) {
        if (Answers.repeated(draft, command)) {
            return Verdict.ignored("command " + command.id() + " was answered before");
        }
        String expired = Expiry.expired(command, draft.now());
        String refusal = expired.isEmpty() ? take(draft, command) : expired;
        boolean accepted = refusal.isEmpty();
        if (!(accepted && command instanceof Command.DeleteMigration)) {
            Answers.give(draft, command, accepted ? Status.ACCEPTED : Status.REJECTED, refusal);
        }
        if (accepted && command instanceof Command.SkipTable skip) {
            Answers.give(draft, command, Status.SUCCEEDED, Skips.said(draft, skip));
        }
        return accepted ? Verdict.ACCEPTED : Verdict.ignored(refusal);
    }

    /** Why it is refused; empty when it is taken. */
    private static String take(Draft draft, Command command) {
        return switch (command) {
            case Command.StartMigration start -> start(draft, start);
            case Command.ResumeMigration resume -> resume(draft, resume);
            case Command.CutoverMigration cutover -> cutOver(draft, cutover);
            case Command.CancelCutover cancel -> cancelCutover(draft, cancel);
            case Command.CancelMigration cancel -> Cancellations.begin(draft, cancel);
            case Command.PauseMigration pause -> pause(draft, pause);
            case Command.DeleteMigration delete -> delete(draft, delete);
            case Command.ReloadTable reload -> Reloads.begin(draft, reload);
            case Command.SkipTable skip -> Skips.begin(draft, skip);
            case Command.VerifyMigration verify -> Comparing.begin(draft, verify);
        };
    }

    private static String start(Draft draft, Command.StartMigration start) {
        if (draft.world().exists() && !Names.free(draft.migration().state())) {
            return "migration " + start.migration() + " exists already";
        }
        MigrationName name = start.migration();
        if (name.isPart() && !start.id().endsWith("/" + name.part())) {
            return "a part is started by migration " + name.whole() + ", its whole";
        }
        long now = draft.now().toEpochMilli();
        if (draft.world().exists()) {
            Comparing.stopAll(draft, "a migration of this name was started");
            Answers.settle(draft);
        }
        draft.record(new Fact.Started(start.spec(), Pending.of(start), now));
        draft.issue(new SourceTask.ValidateSource(start.spec()));
        return "";
    }

    /** Snapshots are asked for again; what was under way follows when they are held. */
    private static String resume(Draft draft, Command.ResumeMigration resume) {
        if (!draft.world().exists()) {
            return "there is no migration " + resume.migration();
        }
        Migration before = draft.migration();
        if (before.state() == MigrationState.SUCCEEDED
                || before.state() == MigrationState.CANCELED) {
            return "migration " + resume.migration() + " is " + before.state().label() + " already";
        }
        draft.record(
                new Fact.Resumed(
                        Pending.of(resume),
                        Objects.requireNonNullElse(resume.source(), before.spec().source()),
                        Objects.requireNonNullElse(resume.target(), before.spec().target()),
                        draft.now().toEpochMilli()));
        if (before.checks() != Migration.Checks.PASSED
                || before.state() == MigrationState.VALIDATION_FAILED) {
            Validations.begin(draft);
            return "";
        }
        draft.record(new Fact.StateEntered(MigrationState.IN_PROGRESS, before.substate()));
        if (before.closing().giving()) {
            before.databases().keySet().forEach(name -> Reissue.steps(draft, name));
            return "";
        }
        Verifying.forgetDifferences(draft);
        Jobs.loadRows(draft);
        before.databases().keySet().forEach(database -> goOn(draft, database));
        return "";
    }

    private static void goOn(Draft draft, String name) {
        if (draft.database(name).phase().before(DatabasePhase.CLEANUP)) {
            if (draft.database(name).following().capture() > 0) {
                Jobs.capture(draft, name);
            }
            if (draft.database(name).following().apply() > 0) {
                Jobs.apply(draft, name);
            }
        }
        if (draft.database(name).phase().before(DatabasePhase.FENCE)
                && draft.database(name).following().fenced()) {
            Steps.ensure(draft, name, Step.LIFT_FENCE);
        }
        if (Pursuit.needsSnapshot(draft, name)) {
            Jobs.holdSnapshot(draft, name);
        } else if (draft.database(name).phase().before(DatabasePhase.CLEANUP)) {
            Reissue.database(draft, name);
        } else {
            Reissue.steps(draft, name);
        }
    }

    /** Nothing is issued and nobody is at work; a slot stays, and what was done stays. */
    private static String pause(Draft draft, Command.PauseMigration pause) {
        if (!draft.world().exists() || !draft.migration().running()) {
            return "migration " + pause.migration() + " does not run";
        }
        Migration migration = draft.migration();
        if (migration.paused()) {
            return "migration " + pause.migration() + " is paused already";
        } else if (migration.closing().giving()) {
            return "migration " + pause.migration() + " is being given up";
        } else if (migration.closing().underWay()
                || migration.databases().values().stream().anyMatch(Cutovers::lifting)) {
            return "a cutover is under way: withdraw it first";
        }
        Comparing.stopAll(draft, "the migration was paused");
        draft.record(new Fact.CommandTaken(Pending.of(pause)));
        draft.record(new Fact.Paused(true));
        Jobs.endAll(draft);
        return "";
    }

    /** What failed still has its slot and its ledger: deleting would leave them to nobody. */
    private static String delete(Draft draft, Command.DeleteMigration delete) {
        if (!draft.world().exists()) {
            return "there is no migration " + delete.migration();
        }
        if (!Names.free(draft.migration().state())) {
            return "migration %s is %s: cancel it first, so that nothing of it stays behind"
                    .formatted(delete.migration(), draft.migration().state().label());
        }
        Comparing.stopAll(draft, "the migration was deleted");
        Answers.settle(draft);
        Answers.give(draft, delete, Status.ACCEPTED, "");
        Answers.give(draft, delete, Status.SUCCEEDED, "");
        draft.record(new Fact.Deleted());
        return "";
    }

    private static String cutOver(Draft draft, Command.CutoverMigration command) {
        if (!draft.world().exists()) {
            return "there is no migration " + command.migration();
        }
        CutoverTerms terms =
                Objects.requireNonNullElse(
                        command.terms(), draft.migration().spec().settings().online().cutover());
        String refusal = Cutovers.refusal(draft, terms);
        if (refusal.isEmpty()) {
            draft.record(new Fact.CommandTaken(Pending.of(command)));
            Cutovers.begin(draft, terms);
        }
        return refusal;
    }

    private static String cancelCutover(Draft draft, Command.CancelCutover command) {
        if (!draft.world().exists() || !draft.migration().closing().underWay()) {
            return "no cutover of " + command.migration() + " is under way";
        }
        if (Cutovers.switched(draft.migration())) {
            return "migration " + command.migration() + " has switched to its target already";
        }
        draft.record(new Fact.CommandTaken(Pending.of(command)));
        Cutovers.withdraw(draft, Cutovers.BY_USER);
        return "";
    }
}
