package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Chunk;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Following;
import dev.dunlin.coordinator.migration.Skip;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import java.util.EnumSet;
import java.util.Map;

/** Why a migration stops, in the coordinator's own words; workers name their own failures. */
final class Failures {

    private static final int NO_REQUEST = -1;

    private Failures() {}

    /** Stops the migration, but not before its sources take writes again. */
    static void stop(Draft draft) {
        boolean lifting =
                draft.migration().databases().values().stream().anyMatch(Cutovers::lifting);
        if (!lifting || draft.migration().closing().giving()) {
            draft.record(
                    new Fact.StateEntered(MigrationState.FAILED, draft.migration().substate()));
            Jobs.endAll(draft);
        }
    }

    static Verdict taskFailed(Draft draft, Report.TaskFailed report) {
        if (report.task() instanceof CaptureTask.LiftFence lift) {
            notLifted(draft, lift);
        }
        if (Comparing.failed(draft, report.task(), report.failure().toString())
                || Skips.tolerated(draft, report.task(), report.failure())) {
            return Verdict.ACCEPTED;
        }
        if (late(draft, report.task())) {
            return Verdict.ignored("task " + report.task().id() + " was done meanwhile");
        }
        if (draft.migration().outcome().failures().contains(report.failure())) {
            return Verdict.ignored("the failure is known");
        }
        draft.fail(report.failure());
        return Verdict.ACCEPTED;
    }

    /** Whether a fence stands is not known then: it has to be lifted once more, with a resume. */
    private static void notLifted(Draft draft, CaptureTask.LiftFence lift) {
        String name = lift.source().database();
        Following following = draft.database(name).following();
        draft.record(new Fact.StepsForgotten(name, EnumSet.of(Step.LIFT_FENCE)));
        if (lift.number() == following.fencings() && !following.fenced()) {
            draft.record(new Fact.FenceChanged(name, true));
        }
    }

    /** A job that was asked to go on since has not failed. */
    static Verdict jobFailed(Draft draft, Report.JobFailed report) {
        if (Comparing.snapshotFailed(draft, report)) {
            return Verdict.ACCEPTED;
        }
        boolean current =
                draft.migration().databases().values().stream()
                        .anyMatch(database -> report.request() == request(draft, report, database));
        if (!current || draft.migration().closing().giving()) {
            return Verdict.ignored("job " + report.jobId() + " was asked to go on since");
        }
        if (draft.migration().outcome().failures().contains(report.failure())) {
            return Verdict.ignored("the failure is known");
        }
        draft.fail(report.failure());
        return Verdict.ACCEPTED;
    }

    /**
     * The last request to the job, where it is one of this database that can still fail it; no
     * number of a request otherwise.
     */
    private static int request(Draft draft, Report.JobFailed report, Database database) {
        if (!database.phase().before(DatabasePhase.CLEANUP)) {
            return NO_REQUEST;
        }
        String migration = draft.migration().spec().name().value();
        String name = database.name();
        return Map.of(
                        migration + "/hold-snapshot/" + name, database.hold().request(),
                        migration + "/capture-changes/" + name, database.following().capture(),
                        migration + "/apply-changes/" + name, database.following().apply())
                .getOrDefault(report.jobId(), NO_REQUEST);
    }

    private static boolean late(Draft draft, Task task) {
        return switch (task) {
            case SourceTask.CopyChunk copy -> {
                Chunk chunk = draft.world().findChunk(copy.chunk());
                Table table = draft.world().findTable(copy.chunk().table());
                yield chunk == null
                        || chunk.loaded()
                        || table == null
                        || table.generation() != copy.generation();
            }
            case SourceTask.CheckChunk check -> {
                Chunk chunk = draft.world().findChunk(check.chunk());
                yield chunk == null || !chunk.checking();
            }
            case TargetTask.BuildItems build -> {
                Table table = draft.world().findTable(build.shape().id());
                int open = build.items().isEmpty() ? 0 : build.items().getFirst().dumpId();
                yield table == null
                        || table.generation() != build.generation()
                        || !table.open().contains(open);
            }
            case TargetTask.ResetTable reset -> {
                Table table = draft.world().findTable(reset.shape().id());
                yield table == null || table.phase() != TablePhase.RESETTING;
            }
            case TargetTask.LeaveTableOut out -> {
                Table table = draft.world().findTable(out.shape().id());
                Skip skip = table == null ? null : table.skip();
                yield skip == null || skip.done();
            }
            case SourceTask.DigestSource digest -> !awaited(draft, digest.request());
            case TargetTask.DigestTarget digest -> !awaited(draft, digest.request());
            case CaptureTask.FenceSource fence -> notIssued(draft, fence.source(), Step.FENCE);
            case CaptureTask.WriteMarker marker ->
                    marker.number()
                            != draft.database(marker.source().database()).following().markers();
            case SourceTask.ReadSequences read ->
                    notIssued(draft, read.source(), Step.READ_SEQUENCES);
            case SourceTask.CountSource count ->
                    notIssued(draft, count.source(), Step.COUNT_SOURCE);
            case TargetTask.RefreshViews views -> notIssued(draft, views.database(), Step.VIEWS);
            case TargetTask.SetSequences set ->
                    notIssued(draft, set.database(), Step.SET_SEQUENCES);
            case TargetTask.ApplyDatabaseSettings apply ->
                    notIssued(draft, apply.database(), Step.DATABASE_SETTINGS);
            case TargetTask.CountTarget count ->
                    notIssued(draft, count.database(), Step.COUNT_TARGET);
            case SourceTask _, CaptureTask _, TargetTask _ -> draft.migration().state().ended();
        };
    }

    private static boolean awaited(Draft draft, DigestRequest request) {
        return Verifying.awaited(draft, request.shape().id(), request.pass(), request.occasion());
    }

    private static boolean notIssued(Draft draft, DatabaseAddress source, Step step) {
        return notIssued(draft, source.database(), step);
    }

    /** A step of a cutover that was withdrawn meanwhile fails nobody. */
    private static boolean notIssued(Draft draft, String database, Step step) {
        return draft.database(database).steps().get(step) != Step.Standing.ISSUED;
    }

    static Failure snapshotLost(String database) {
        return new Failure(
                "DUN-SRC-SNAPSHOT-LOST",
                FailureKind.SOURCE,
                "the snapshot of database " + database + " was lost again and again",
                "look for what ends idle transactions on the source, then run the same command");
    }

    static Failure schemaChanged(String database) {
        return new Failure(
                "DUN-SRC-SCHEMA-CHANGED",
                FailureKind.SOURCE,
                "the schema of database "
                        + database
                        + " changed between the snapshot that was restored and the one after",
                "start again under a new name, with --overwrite to drop what was restored");
    }

    static Failure truncatedAgain(TableName table) {
        return new Failure(
                "DUN-SRC-TRUNCATED",
                FailureKind.SOURCE,
                "table "
                        + table.quoted()
                        + " was truncated or rewritten again each time before it could be read",
                "stop that for the moment of its copy, then run the same command; or leave the"
                        + " table out with --exclude");
    }

    static Failure sourceChanged(TableName table, int tables) {
        return new Failure(
                "DUN-SRC-CHANGED",
                FailureKind.SOURCE,
                "table "
                        + table.quoted()
                        + (tables > 1 ? " and " + (tables - 1) + " more" : "")
                        + " changed on the source after it was copied, while the run was"
                        + " interrupted",
                "stop writes to the source and start again under a new name with --overwrite");
    }

    static Failure different(int differences) {
        return new Failure(
                "DUN-VERIFY-DIFFERENT",
                FailureKind.VERIFICATION,
                differences + " differences between source and target",
                "see the differences; writes to either side during an offline run cause them;"
                        + " the same command compares again");
    }
}
