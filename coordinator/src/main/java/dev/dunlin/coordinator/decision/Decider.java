package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.coordinator.migration.World;
import dev.dunlin.protocol.MigrationState;
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
                    case Input.Ticked _ -> Watch.decide(draft);
                };
        if (draft.world().exists()
                && draft.migration().state() == MigrationState.IN_PROGRESS
                && draft.migration().checks() == Migration.Checks.PASSED) {
            Roadmap.advance(draft);
        }
        return draft.decided(verdict);
    }

    private static Verdict told(Draft draft, Report report) {
        if (!draft.world().exists()) {
            return Verdict.ignored("no migration of this name");
        }
        Verdict verdict = heard(draft, report);
        long now = draft.now().toEpochMilli();
        if (now - draft.migration().times().heardAt() >= Watch.HEARING_INTERVAL.toMillis()) {
            draft.record(new Fact.Heard(now));
        }
        return verdict;
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
            case Report.SchemaRestored restored -> Steps.schemaRestored(draft, restored);
            case Report.LargeObjectsRestored restored ->
                    Steps.done(draft, restored.database(), Step.LARGE_OBJECTS, 0);
            case Report.ChunkLoaded loaded -> Copying.loaded(draft, loaded);
            case Report.ChunkFailed failed -> Copying.failed(draft, failed);
            case Report.ChunkChecked checked -> Rechecks.checked(draft, checked);
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
            case Report.CapturePrepared _,
                    Report.MarkerWritten _,
                    Report.MarkerApplied _,
                    Report.SourceFenced _,
                    Report.FenceLifted _,
                    Report.ApplyPaused _,
                    Report.CaptureDropped _,
                    Report.TargetCleaned _,
                    Report.Noticed _,
                    Report.JobFailed _ ->
                    Verdict.ignored("offline");
            case Report.WorkerAlive _ -> Verdict.ACCEPTED;
        };
    }
}
