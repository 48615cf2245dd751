package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Following;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.OnlineSettings.Trigger;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Following the source of an online migration: from the slot to the moment of the cutover. */
final class Pursuit {

    /** A readiness that says nothing new is recorded no more often than this. */
    private static final long RECORD_MILLIS = 5_000;

    /** A refused automatic cutover is tried again after this time. */
    private static final long RETRY_MILLIS = 60_000;

    /** Snapshots that are taken for tables that are truncated again and again. */
    private static final int MOST_ROUNDS = 30;

    private Pursuit() {}

    /**
     * The slot first: every snapshot taken after it divides its changes into copied and to come.
     */
    static void begin(Draft draft, String name) {
        if (Steps.ensure(draft, name, Step.PREPARE_CAPTURE)
                && draft.database(name).following().capture() == 0) {
            Jobs.capture(draft, name);
            Jobs.holdSnapshot(draft, name);
        }
    }

    static Verdict prepared(Draft draft, Report.CapturePrepared report) {
        Verdict verdict = Steps.done(draft, report.database(), Step.PREPARE_CAPTURE, 0);
        if (verdict instanceof Verdict.Accepted) {
            draft.record(new Fact.CaptureStood(report.database(), report.startLsn()));
            draft.record(new Fact.Noted(report.warnings()));
        }
        return verdict;
    }

    /** Whether work in the database's phase reads the source under a snapshot. */
    static boolean needsSnapshot(Draft draft, String name) {
        DatabasePhase phase = draft.database(name).phase();
        if (Comparing.active(draft, name)) {
            return draft.database(name).comparison().needsSnapshot();
        }
        if (!draft.migration().online()) {
            return phase.before(DatabasePhase.CLEANUP);
        }
        return switch (phase) {
            case SNAPSHOT -> draft.database(name).done(Step.PREPARE_CAPTURE);
            case COPY -> !draft.database(name).following().awaitsHold();
            case SCHEMA, VIEWS, SEQUENCES, VERIFY -> true;
            case INDEXES, ALIGN, CONSTRAINTS, CATCHUP, STREAMING, FENCE, DRAIN, CLEANUP, DONE ->
                    false;
        };
    }

    /** The snapshot's LSN says which changes its copy holds. */
    static void copiesUnder(Draft draft, String name, String lsn) {
        draft.record(new Fact.FencesKnown(name, lsn, draft.database(name).following().fences()));
    }

    /**
     * Another snapshot takes the place of a lost one while tables are copied: tables that are
     * loaded stay and keep their LSN, the others begin again under the new one.
     */
    static void copiesAnew(Draft draft, String name, String lsn) {
        Following following = draft.database(name).following();
        List<TableFence> fences = new ArrayList<>(following.fences());
        Set<Object> known = new HashSet<>(fences.stream().map(TableFence::table).toList());
        for (int i = 0; i < draft.database(name).schema().tables(); i++) {
            TableId id = new TableId(name, i);
            TablePhase phase = draft.world().table(id).phase();
            if (phase == TablePhase.COPYING) {
                draft.record(new Fact.TableEmptied(id));
            } else if (phase != TablePhase.PLANNED
                    && phase != TablePhase.RESETTING
                    && known.add(draft.world().plan(id).name())) {
                fences.add(new TableFence(draft.world().plan(id).name(), following.fence()));
            }
        }
        draft.record(new Fact.FencesKnown(name, lsn, List.copyOf(fences)));
    }

    /**
     * With all others loaded, tables that were rewritten get a newer snapshot and are read at once.
     * Locking them before is no way out: a transaction that waits for the lock keeps both the slot
     * and the readers waiting.
     */
    static void askForLate(Draft draft, String name) {
        Database database = draft.database(name);
        Following.Late late = database.following().late();
        if (database.following().awaitsHold()) {
            return;
        }
        int waiting = late.tables().size();
        boolean others = database.totals().tablesLoaded() + waiting == database.schema().tables();
        if (waiting == 0 || !others || !database.hold().held()) {
            return;
        }
        if (late.round() >= MOST_ROUNDS) {
            TableId first = new TableId(name, late.tables().getFirst());
            draft.fail(Failures.truncatedAgain(draft.world().plan(first).name()));
        } else {
            draft.record(new Fact.LateAsked(name));
            Jobs.holdSnapshot(draft, name);
        }
    }

    /** Apply goes to the newest snapshot, where all tables stand at one commit, and holds there. */
    static void align(Draft draft, String name) {
        if (draft.database(name).following().apply() == 0) {
            Jobs.apply(draft, name);
        }
    }

    static Verdict paused(Draft draft, Report.ApplyPaused report) {
        String name = report.database();
        if (report.request() != draft.database(name).following().apply()) {
            return Verdict.ignored("apply was told otherwise since");
        }
        return switch (draft.database(name).phase()) {
            case ALIGN -> {
                Roadmap.enter(draft, name, DatabasePhase.CONSTRAINTS);
                yield Verdict.ACCEPTED;
            }
            case COPY, INDEXES -> Reloads.applyHeld(draft, report);
            default -> Comparing.applyHeld(draft, report);
        };
    }

    /** Apply goes on, without an end. */
    static void catchUp(Draft draft, String name) {
        Roadmap.enter(draft, name, DatabasePhase.CATCHUP);
        Jobs.apply(draft, name);
    }

    static Verdict measured(Draft draft, Readiness readiness) {
        if (!draft.world().exists() || !draft.migration().running()) {
            return Verdict.ignored("nothing runs under this name");
        }
        Database database = draft.migration().databases().get(readiness.database());
        if (database == null || !draft.migration().online()) {
            return Verdict.ignored("nothing follows " + readiness.database());
        }
        Readiness before = database.following().readiness();
        boolean news =
                before.ready() != readiness.ready()
                        || before.overSlotLimit() != readiness.overSlotLimit()
                        || before.blockers().size() != readiness.blockers().size();
        if (!news && readiness.at() - before.at() < RECORD_MILLIS) {
            return Verdict.ignored("no news");
        }
        draft.record(new Fact.Measured(readiness.database(), readiness));
        return Verdict.ACCEPTED;
    }

    /** Whether reading waits because the slot holds back too much. */
    static boolean throttled(Draft draft, String name) {
        Migration migration = draft.migration();
        return migration.online()
                && migration.spec().settings().online().slot().policy() == SlotPolicy.THROTTLE
                && draft.database(name).following().readiness().overSlotLimit();
    }

    /** With every database near its source, a user or the settings say when to switch. */
    static void await(Draft draft) {
        Migration migration = draft.migration();
        boolean streaming =
                migration.databases().values().stream()
                        .allMatch(database -> database.phase() == DatabasePhase.STREAMING);
        if (!streaming || migration.closing().underWay()) {
            return;
        }
        if (migration.state() == MigrationState.IN_PROGRESS) {
            draft.record(
                    new Fact.StateEntered(
                            MigrationState.WAITING_FOR_USER_ACTION,
                            MigrationSubstate.WAITING_FOR_CUTOVER_TRIGGER));
        }
        boolean auto = migration.spec().settings().online().trigger() == Trigger.AUTO;
        long since = draft.now().toEpochMilli() - migration.closing().startedAt();
        boolean withdrawn = migration.closing().refusal().equals(Cutovers.BY_USER);
        if (auto && !withdrawn && since > RETRY_MILLIS && Cutovers.ready(draft)) {
            Cutovers.begin(draft, migration.spec().settings().online().cutover());
        }
    }
}
