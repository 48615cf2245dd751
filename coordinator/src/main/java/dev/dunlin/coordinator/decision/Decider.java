package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.coordinator.migration.World;
import dev.dunlin.protocol.Report;
import java.time.Instant;

/**
 * The coordinator's mind. A user starts a migration; source and target are validated; every
 * database gets a snapshot and walks its {@link Roadmap}: schema, copy, indexes, constraints,
 * views, sequences, verification, clean-up; when all are done, and only then, the migration has
 * Succeeded.
 */
public final class Decider {

    private Decider() {}

    /**
     * Decides what follows.
     *
     * @param entries the migration's records
     * @param now the time, which only this parameter tells
     */
    public static Decision decide(World.Entries entries, Input input, Instant now) {
        Draft draft = new Draft(entries, now);
        Verdict verdict =
                switch (input) {
                    case Input.Asked(var command) -> Requests.decide(draft, command);
                    case Input.Told(var report) -> told(draft, report);
                    case Input.Measured(var readiness) -> Pursuit.measured(draft, readiness);
                    case Input.Decided(var decision) -> Gates.decided(draft, decision);
                    case Input.Ticked ticked -> Watch.decide(draft, ticked.workersMissing());
                };
        if (draft.world().exists()
                && draft.migration().running()
                && !draft.migration().paused()
                && (draft.migration().checks() == Migration.Checks.PASSED
                        || draft.migration().closing().giving())) {
            Roadmap.advance(draft);
        }
        if (draft.world().exists()) {
            Comparing.advance(draft);
            Answers.settle(draft);
        }
        return draft.decided(verdict);
    }

    private static Verdict told(Draft draft, Report report) {
        if (!draft.world().exists()) {
            return Verdict.ignored("no migration of this name");
        }
        boolean leaving = draft.migration().closing().giving();
        Verdict verdict =
                leaving && !Cancellations.concerns(report)
                        ? Verdict.ignored("the migration is given up")
                        : heard(draft, report);
        if (report instanceof Report.WorkerAlive alive && followsOn(alive.workId())) {
            return verdict;
        }
        long now = draft.now().toEpochMilli();
        if (now - draft.migration().times().heardAt() >= Watch.HEARING_INTERVAL.toMillis()) {
            draft.record(new Fact.Heard(now));
        }
        return verdict;
    }

    /** Jobs that move as long as the source does say nothing about tasks that were lost. */
    private static boolean followsOn(String workId) {
        return workId.contains("/apply-changes/") || workId.contains("/capture-changes/");
    }

    private static Verdict heard(Draft draft, Report report) {
        return switch (report) {
            case Report.SourceValidated validated -> Validations.source(draft, validated);
            case Report.TargetValidated validated -> Validations.target(draft, validated);
            case Report.SnapshotHeld held -> Snapshots.held(draft, held);
            case Report.SnapshotMissing missing -> Snapshots.missing(draft, missing);
            case Report.SchemaDumped dumped -> Schemas.dumped(draft, dumped);
            case Report.TablePlanned planned -> Schemas.tablePlanned(draft, planned);
            case Report.DatabasePlanned planned -> Schemas.databasePlanned(draft, planned);
            case Report.RolesCreated created -> Steps.rolesCreated(draft, created);
            case Report.DatabaseSettingsApplied applied -> Steps.settingsApplied(draft, applied);
            case Report.SchemaRestored restored -> Steps.schemaRestored(draft, restored);
            case Report.LargeObjectsRestored restored ->
                    Steps.done(draft, restored.database(), Step.LARGE_OBJECTS, 0);
            case Report.ChunkLoaded loaded -> Copying.loaded(draft, loaded);
            case Report.ChunkFailed failed -> Copying.failed(draft, failed);
            case Report.ChunkChecked checked -> Rechecks.checked(draft, checked);
            case Report.TableRewritten rewritten -> Copying.rewritten(draft, rewritten);
            case Report.TableReset reset -> Copying.reset(draft, reset);
            case Report.ItemsBuilt built -> Building.built(draft, built);
            case Report.StageRestored restored -> Steps.stageRestored(draft, restored);
            case Report.ViewsRefreshed refreshed ->
                    Steps.done(draft, refreshed.database(), Step.VIEWS, 0);
            case Report.SequencesRead read -> Steps.sequencesRead(draft, read);
            case Report.SequencesSet set -> Steps.sequencesSet(draft, set);
            case Report.TableDigested digested -> Verifying.digested(draft, digested);
            case Report.ObjectsCounted counted -> Steps.counted(draft, counted);
            case Report.CleanedUp cleaned ->
                    Steps.done(draft, cleaned.database(), Step.CLEAN_UP, 0);
            case Report.TaskFailed failed -> Failures.taskFailed(draft, failed);
            case Report.CapturePrepared prepared -> Pursuit.prepared(draft, prepared);
            case Report.ApplyPaused paused -> Pursuit.paused(draft, paused);
            case Report.TargetAnchored anchored -> Comparing.anchored(draft, anchored);
            case Report.TableLeftOut out -> Skips.leftOut(draft, out);
            case Report.MarkerWritten written -> Cutovers.markerWritten(draft, written);
            case Report.MarkerApplied applied -> Cutovers.markerApplied(draft, applied);
            case Report.SourceFenced fenced -> Cutovers.fenced(draft, fenced);
            case Report.FenceLifted lifted -> Cutovers.lifted(draft, lifted);
            case Report.CaptureDropped dropped ->
                    Steps.done(draft, dropped.database(), Step.DROP_CAPTURE, 0);
            case Report.TargetCleaned cleaned ->
                    Steps.done(draft, cleaned.database(), Step.CLEAN_TARGET, 0);
            case Report.Noticed noticed -> {
                draft.record(new Fact.Noted(noticed.findings()));
                yield Verdict.ACCEPTED;
            }
            case Report.JobFailed failed -> Failures.jobFailed(draft, failed);
            case Report.ConnectionTested _, Report.LeftoversFound _, Report.LeftoverDropped _ ->
                    Verdict.ignored("no migration asked for it");
            case Report.WorkerAlive _ -> Verdict.ACCEPTED;
            case Report.TopicsDropped dropped ->
                    Steps.done(draft, dropped.database(), Step.DROP_TOPICS, 0);
            case Report.OfPart _ -> Verdict.ignored("the migration has no parts");
        };
    }
}
