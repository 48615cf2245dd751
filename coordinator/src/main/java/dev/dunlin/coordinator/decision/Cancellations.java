package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Command.TargetFate;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TargetTask;
import java.util.EnumSet;
import java.util.Set;

/** Giving a migration up: the source is left as it was, the target as the user says. */
final class Cancellations {

    private static final Set<Step> LEAVING =
            EnumSet.of(
                    Step.LIFT_FENCE,
                    Step.DROP_CAPTURE,
                    Step.CLEAN_TARGET,
                    Step.CLEAN_UP,
                    Step.DROP_TOPICS);

    private Cancellations() {}

    /** Why it cannot be given up; empty when it is. */
    static String begin(Draft draft, Command.CancelMigration command) {
        if (!draft.world().exists()) {
            return "there is no migration " + command.migration();
        }
        Migration migration = draft.migration();
        MigrationState state = migration.state();
        if (state == MigrationState.SUCCEEDED || state == MigrationState.CANCELED) {
            return "migration " + command.migration() + " is " + state.label() + " already";
        }
        if (migration.online() && Cutovers.switched(migration)) {
            return "migration " + command.migration() + " has switched to its target already";
        }
        Comparing.stopAll(draft, "the migration was given up");
        draft.record(new Fact.CommandTaken(Pending.of(command)));
        draft.record(new Fact.Paused(false));
        draft.record(new Fact.GivenUp(command.target(), draft.now().toEpochMilli()));
        draft.record(
                new Fact.StateEntered(MigrationState.IN_PROGRESS, MigrationSubstate.CANCELING));
        Jobs.endAll(draft);
        for (String name : migration.databases().keySet()) {
            draft.record(new Fact.StepsForgotten(name, LEAVING));
        }
        advance(draft);
        return "";
    }

    /** Whether a report is about the leaving, and not about work that was under way before. */
    static boolean concerns(Report report) {
        return switch (report) {
            case Report.FenceLifted _,
                    Report.SourceFenced _,
                    Report.CaptureDropped _,
                    Report.TargetCleaned _,
                    Report.CleanedUp _,
                    Report.TopicsDropped _,
                    Report.WorkerAlive _ ->
                    true;
            case Report.TaskFailed failed ->
                    switch (failed.task()) {
                        case CaptureTask.LiftFence _,
                                CaptureTask.DropCapture _,
                                TargetTask.CleanTarget _,
                                TargetTask.CleanUp _,
                                TargetTask.DropTopics _ ->
                                true;
                        default -> false;
                    };
            default -> false;
        };
    }

    static void advance(Draft draft) {
        boolean done = true;
        for (String name : draft.migration().databases().keySet()) {
            done &= leave(draft, name);
        }
        if (done) {
            draft.record(
                    new Fact.StateEntered(MigrationState.CANCELED, MigrationSubstate.COMPLETED));
        }
    }

    /** The source first: what stays there costs somebody else. */
    private static boolean leave(Draft draft, String name) {
        Migration migration = draft.migration();
        boolean fence = draft.database(name).following().fencings() > 0;
        if (fence && !Steps.ensure(draft, name, Step.LIFT_FENCE)) {
            return false;
        }
        boolean capture = draft.database(name).begun(Step.PREPARE_CAPTURE);
        if (capture && !Steps.ensure(draft, name, Step.DROP_CAPTURE)) {
            return false;
        }
        boolean restored = draft.database(name).begun(Step.RESTORE);
        Step last =
                migration.closing().fate() == TargetFate.CLEAN ? Step.CLEAN_TARGET : Step.CLEAN_UP;
        if (restored && !Steps.ensure(draft, name, last)) {
            return false;
        }
        boolean topics = migration.checks() == Migration.Checks.PASSED;
        return !topics || Steps.ensure(draft, name, Step.DROP_TOPICS);
    }
}
