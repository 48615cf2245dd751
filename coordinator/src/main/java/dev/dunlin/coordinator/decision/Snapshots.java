package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Hold;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;

/** Which snapshot a database is read under, and what happens when another takes its place. */
final class Snapshots {

    /** A holder that answers this often without a usable snapshot never will. */
    private static final int MOST_REQUESTS = 1_000;

    private Snapshots() {}

    /**
     * A snapshot is adopted. If it is proved to see the same rows as the one before, everything
     * goes on; else every loaded chunk is read again, because the target must come to hold one
     * snapshot and not a mix.
     */
    static Verdict held(Draft draft, Report.SnapshotHeld report) {
        Database database = draft.database(report.database());
        Hold hold = database.hold();
        Snapshot before = hold.snapshot();
        if (report.request() < hold.request()) {
            return Verdict.ignored("a newer request is under way");
        }
        boolean same = before.id().equals(report.snapshot().id());
        if (hold.held() && same) {
            return Verdict.ignored("the snapshot is known");
        }
        if (!Pursuit.needsSnapshot(draft, report.database())) {
            return Verdict.ignored("the database needs no snapshot now");
        }
        draft.record(new Fact.SnapshotAdopted(report.database(), report.snapshot()));
        if (Comparing.active(draft, report.database())) {
            Comparing.snapshotHeld(draft, report.database(), same);
            return Verdict.ACCEPTED;
        }
        if (draft.migration().online()) {
            adoptedOnline(draft, report.database(), before);
            return Verdict.ACCEPTED;
        }
        if (!hold.known()) {
            return Verdict.ACCEPTED;
        }
        boolean equal = same || before.seesTheSameAs(report.snapshot());
        if (equal && !database.recheck().active()) {
            Reissue.database(draft, report.database());
        } else {
            replaced(draft, report.database());
        }
        return Verdict.ACCEPTED;
    }

    /**
     * Following levels out what snapshots do not see: tables may come from different ones, and
     * those of a fenced source all see the same.
     */
    private static void adoptedOnline(Draft draft, String name, Snapshot before) {
        Snapshot now = draft.database(name).hold().current();
        switch (draft.database(name).phase()) {
            case SNAPSHOT -> Pursuit.copiesUnder(draft, name, now.lsn());
            case SCHEMA -> {
                Pursuit.copiesUnder(draft, name, now.lsn());
                draft.record(new Fact.StepIssued(name, Step.DUMP));
                Reissue.steps(draft, name);
            }
            case COPY -> {
                if (before.id().equals(now.id())) {
                    Reissue.database(draft, name);
                    return;
                }
                if (draft.database(name).following().apply() > 0) {
                    Reloads.copiesUnder(draft, name, now.lsn());
                } else if (!before.seesTheSameAs(now)) {
                    Pursuit.copiesAnew(draft, name, now.lsn());
                    if (draft.database(name).following().late().tables().isEmpty()) {
                        draft.record(new Fact.StepIssued(name, Step.DUMP));
                    }
                }
                draft.record(new Fact.LateBegun(name));
                Reissue.database(draft, name);
            }
            default -> Reissue.database(draft, name);
        }
    }

    private static void replaced(Draft draft, String name) {
        Database database = draft.database(name);
        if (database.phase() == DatabasePhase.SNAPSHOT) {
            return;
        }
        draft.record(new Fact.StepIssued(name, Step.DUMP));
        if (database.phase() == DatabasePhase.SCHEMA) {
            Reissue.steps(draft, name);
        } else {
            Steps.issue(draft, name, Step.DUMP);
            draft.record(new Fact.RecheckStarted(name));
            Reissue.suspect(draft, name);
        }
    }

    /** A worker could not import the snapshot: the holder is asked whether it still has it. */
    static Verdict missing(Draft draft, Report.SnapshotMissing report) {
        if (Comparing.missed(draft, report.task())) {
            return Verdict.ACCEPTED;
        }
        if (report.task() instanceof TargetTask.DigestTarget) {
            return Verdict.ignored("that comparison is over, or began anew");
        }
        if (!(report.task() instanceof SourceTask task)) {
            return Verdict.rejected("a target task has no snapshot");
        }
        String name = database(task);
        if (name.isEmpty()) {
            return Verdict.rejected("task " + task.id() + " has no snapshot");
        }
        Hold hold = draft.database(name).hold();
        if (!Pursuit.needsSnapshot(draft, name)) {
            return Verdict.ignored("the database needs no snapshot now");
        }
        if (!hold.held() || !hold.current().id().equals(snapshot(task))) {
            return Verdict.ignored("the work is issued again under another snapshot");
        }
        if (hold.request() >= MOST_REQUESTS) {
            draft.fail(Failures.snapshotLost(name));
        } else {
            Jobs.holdSnapshot(draft, name);
        }
        return Verdict.ACCEPTED;
    }

    private static String database(SourceTask task) {
        return switch (task) {
            case SourceTask.ValidateSource _, SourceTask.ReadSequences _, SourceTask.TestSource _ ->
                    "";
            case SourceTask.DumpSchema dump -> dump.source().database();
            case SourceTask.PlanTables plan -> plan.source().database();
            case SourceTask.CopyChunk copy -> copy.source().database();
            case SourceTask.CheckChunk check -> check.source().database();
            case SourceTask.DigestSource digest -> digest.source().database();
            case SourceTask.CountSource count -> count.source().database();
        };
    }

    private static String snapshot(SourceTask task) {
        return switch (task) {
            case SourceTask.ValidateSource _, SourceTask.ReadSequences _, SourceTask.TestSource _ ->
                    "";
            case SourceTask.DumpSchema dump -> dump.snapshot().id();
            case SourceTask.PlanTables plan -> plan.snapshot().id();
            case SourceTask.CopyChunk copy -> copy.snapshot().id();
            case SourceTask.CheckChunk check -> check.snapshot().id();
            case SourceTask.DigestSource digest -> digest.snapshot().id();
            case SourceTask.CountSource count -> count.snapshot().id();
        };
    }
}
