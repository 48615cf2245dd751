package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Following;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.StepTiming;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The cutover: fence, drain to a marker, prove with a second one that nobody writes, then views,
 * sequences and verification, and a third marker over all of that. Until the last marker is seen it
 * can be withdrawn, and following goes on.
 */
final class Cutovers {

    /** The blocker that the terms of a cutover decide, not the readiness. */
    private static final String LAG = "DUN-RDY-LAG";

    /** The refusal of a cutover that its user withdrew. */
    static final String BY_USER = "withdrawn by a user";

    /** Fences set again because somebody still wrote. */
    private static final int MOST_FENCINGS = 3;

    /** News older than this is none. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Set<Step> REPEATED =
            EnumSet.of(
                    Step.FENCE,
                    Step.MARK_DRAIN,
                    Step.MARK_QUIET,
                    Step.VIEWS,
                    Step.READ_SEQUENCES,
                    Step.SET_SEQUENCES,
                    Step.COUNT_SOURCE,
                    Step.COUNT_TARGET,
                    Step.MARK_FINAL,
                    Step.LIFT_FENCE);

    private Cutovers() {}

    /** Why a cutover on these terms is refused now, with figures; empty when it is not. */
    static String refusal(Draft draft, CutoverTerms terms) {
        Migration migration = draft.migration();
        if (!migration.online() || !migration.running()) {
            return "migration " + migration.spec().name() + " does not follow its source now";
        }
        if (migration.paused()) {
            return "migration " + migration.spec().name() + " is paused: resume it first";
        }
        if (migration.closing().underWay()) {
            return "a cutover is under way since "
                    + Instant.ofEpochMilli(migration.closing().startedAt());
        }
        List<String> reasons = new ArrayList<>();
        for (Database database : migration.databases().values()) {
            reasons.addAll(reasons(database, terms, draft.now().toEpochMilli()));
        }
        return String.join("; ", reasons);
    }

    private static List<String> reasons(Database database, CutoverTerms terms, long now) {
        String name = "database " + database.name() + ": ";
        Readiness readiness = database.following().readiness();
        if (database.phase() != DatabasePhase.STREAMING) {
            return List.of(name + "is in phase " + database.phase().label());
        }
        List<String> reasons = new ArrayList<>();
        if (lifting(database)) {
            reasons.add(name + "the fence of the last cutover is still being lifted");
        }
        if (readiness.lagMillis() < 0 || now - readiness.at() > FRESH.toMillis()) {
            reasons.add(name + "its lag is not known: no news from capture or apply");
        } else if (readiness.lagMillis() > terms.maxLagSeconds() * 1_000L) {
            reasons.add(
                    name
                            + "lags by "
                            + readiness.lagMillis() / 1_000
                            + " s, allowed are "
                            + terms.maxLagSeconds());
        }
        readiness.blockers().stream()
                .filter(blocker -> !blocker.code().equals(LAG))
                .forEach(blocker -> reasons.add(name + blocker.message()));
        return reasons;
    }

    static boolean ready(Draft draft) {
        CutoverTerms terms = draft.migration().spec().settings().online().cutover();
        return refusal(draft, terms).isEmpty();
    }

    static void begin(Draft draft, CutoverTerms terms) {
        Comparing.stopAll(draft, "a cutover began");
        draft.record(new Fact.CutoverBegun(terms, draft.now().toEpochMilli()));
        draft.record(
                new Fact.StateEntered(
                        MigrationState.IN_PROGRESS, MigrationSubstate.COMPLETING_MIGRATION));
        for (String name : draft.migration().databases().keySet()) {
            Roadmap.enter(draft, name, DatabasePhase.FENCE);
        }
    }

    static void fence(Draft draft, String name) {
        if (Gates.awaited(draft.migration())) {
            return;
        }
        boolean manual = draft.migration().closing().terms().fence() == Fence.MANUAL;
        if (manual || Steps.ensure(draft, name, Step.FENCE)) {
            Roadmap.enter(draft, name, DatabasePhase.DRAIN);
        }
    }

    static void drain(Draft draft, String name) {
        if (!Steps.ensure(draft, name, Step.MARK_DRAIN)
                || !Steps.ensure(draft, name, Step.MARK_QUIET)) {
            return;
        }
        Following following = draft.database(name).following();
        if (following.changes() == 0) {
            Roadmap.enter(draft, name, DatabasePhase.VIEWS);
        } else if (following.fenced() && fencings(draft.database(name)) < MOST_FENCINGS) {
            draft.record(
                    new Fact.StepsForgotten(
                            name, EnumSet.of(Step.FENCE, Step.MARK_DRAIN, Step.MARK_QUIET)));
            Roadmap.enter(draft, name, DatabasePhase.FENCE);
        } else {
            withdraw(draft, written(name, following, "between two markers"));
        }
    }

    /** How often this cutover has fenced the source; its phases tell. */
    private static long fencings(Database database) {
        return database.timings().reversed().stream()
                .map(StepTiming::step)
                .takeWhile(phase -> !phase.equals(DatabasePhase.STREAMING.label()))
                .filter(phase -> phase.equals(DatabasePhase.FENCE.label()))
                .count();
    }

    /** The last proof, over the whole time since the drain; behind it there is no way back. */
    static void switched(Draft draft, String name) {
        if (!Steps.ensure(draft, name, Step.MARK_FINAL)) {
            return;
        }
        Following following = draft.database(name).following();
        if (following.changes() == 0) {
            Roadmap.enter(draft, name, DatabasePhase.CLEANUP);
        } else {
            withdraw(draft, written(name, following, "while it was verified"));
        }
    }

    private static String written(String name, Following following, String when) {
        return "database %s is still written to: %d changes %s, %d sessions at work"
                .formatted(name, following.changes(), when, following.sessions());
    }

    static Verdict markerWritten(Draft draft, Report.MarkerWritten report) {
        if (report.number() != draft.database(report.database()).following().markers()) {
            return Verdict.ignored("marker " + report.number() + " is not awaited");
        }
        draft.record(new Fact.SessionsSeen(report.database(), report.sessions()));
        return Verdict.ACCEPTED;
    }

    static Verdict markerApplied(Draft draft, Report.MarkerApplied report) {
        String name = report.database();
        if (report.number() != draft.database(name).following().markers()) {
            return Verdict.ignored("marker " + report.number() + " is not awaited");
        }
        for (Step step : List.of(Step.MARK_DRAIN, Step.MARK_QUIET, Step.MARK_FINAL)) {
            if (Steps.done(draft, name, step, 0) instanceof Verdict.Accepted) {
                draft.record(new Fact.MarkerSeen(name, report.changes()));
                return Verdict.ACCEPTED;
            }
        }
        return Verdict.ignored("marker " + report.number() + " was seen before");
    }

    static Verdict fenced(Draft draft, Report.SourceFenced report) {
        if (report.number() != draft.database(report.database()).following().fencings()) {
            return overtaken(draft, report.database());
        }
        Verdict verdict = Steps.done(draft, report.database(), Step.FENCE, 0);
        if (verdict instanceof Verdict.Accepted) {
            draft.record(new Fact.FenceChanged(report.database(), true));
        }
        return verdict;
    }

    /** A fence that was set after it was to be lifted is lifted again. */
    private static Verdict overtaken(Draft draft, String name) {
        if (draft.database(name).begun(Step.FENCE)) {
            return Verdict.ignored("the source is fenced again anyway");
        }
        draft.record(new Fact.FenceChanged(name, true));
        draft.record(new Fact.StepsForgotten(name, EnumSet.of(Step.LIFT_FENCE)));
        Steps.ensure(draft, name, Step.LIFT_FENCE);
        return Verdict.ACCEPTED;
    }

    /** Whether the source is, or may yet be, fenced by a cutover that was withdrawn. */
    static boolean lifting(Database database) {
        return database.steps().get(Step.LIFT_FENCE) == Step.Standing.ISSUED;
    }

    static Verdict lifted(Draft draft, Report.FenceLifted report) {
        if (report.number() != draft.database(report.database()).following().fencings()) {
            return Verdict.ignored("an earlier fence");
        }
        Verdict verdict = Steps.done(draft, report.database(), Step.LIFT_FENCE, 0);
        if (verdict instanceof Verdict.Accepted) {
            draft.record(new Fact.FenceChanged(report.database(), false));
        }
        return verdict;
    }

    /** A cutover that takes too long costs the users of the source more than another attempt. */
    static void watch(Draft draft) {
        Migration migration = draft.migration();
        long since = draft.now().toEpochMilli() - migration.closing().startedAt();
        int allowed = migration.closing().terms().timeoutSeconds();
        if (migration.closing().underWay() && !switched(migration) && since > allowed * 1_000L) {
            withdraw(draft, "the cutover did not switch within " + allowed + " s");
        }
    }

    /** Whether nothing can be taken back: slots are dropped once every database is proved. */
    static boolean switched(Migration migration) {
        return migration.databases().values().stream()
                .allMatch(database -> !database.phase().before(DatabasePhase.CLEANUP));
    }

    /** Back to following: what the cutover did is forgotten, and the sources take writes again. */
    static void withdraw(Draft draft, String why) {
        draft.record(new Fact.CutoverEnded(why));
        for (String name : draft.migration().databases().keySet()) {
            if (!draft.database(name).phase().before(DatabasePhase.FENCE)) {
                follow(draft, name);
            }
        }
    }

    private static void follow(Draft draft, String name) {
        boolean fence = draft.database(name).begun(Step.FENCE);
        draft.record(new Fact.StepsForgotten(name, REPEATED));
        Jobs.releaseSnapshot(draft, name);
        for (int i = 0; i < draft.database(name).schema().tables(); i++) {
            TableId id = new TableId(name, i);
            TablePhase phase = draft.world().table(id).phase();
            if (phase == TablePhase.VERIFYING
                    || phase == TablePhase.VERIFIED
                    || phase == TablePhase.SKIPPED
                    || phase == TablePhase.DIFFERENT) {
                draft.record(new Fact.TableJudged(id, List.of()));
                draft.record(new Fact.TableEntered(id, TablePhase.COMPLETE));
            }
        }
        Roadmap.enter(draft, name, DatabasePhase.STREAMING);
        if (fence) {
            Steps.ensure(draft, name, Step.LIFT_FENCE);
        }
    }
}
