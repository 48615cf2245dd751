package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.StepTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What facts change of a database. */
final class DatabaseEvolution {

    private DatabaseEvolution() {}

    static Database apply(Database before, Fact.OfDatabase fact) {
        Hold hold = before.hold();
        Recheck recheck = before.recheck();
        Sweep sweep = before.sweep();
        return switch (fact) {
            case Fact.OfFollowing of ->
                    before.withFollowing(FollowingEvolution.apply(before.following(), of));
            case Fact.OfComparison of ->
                    before.withComparison(ComparisonEvolution.apply(before.comparison(), of));
            case Fact.ReloadBegun(_, var table) -> reloadBegun(before, table);
            case Fact.TablePostponed(_, var table) -> postponed(before, table);
            case Fact.LateBegun _ -> lateBegun(before);
            case Fact.SnapshotRequested(_, var request) ->
                    before.withHold(new Hold(request, true, hold.snapshot()));
            case Fact.SnapshotAdopted(_, var snapshot) ->
                    before.withHold(new Hold(hold.request(), false, snapshot));
            case Fact.PhaseEntered(_, var phase, var at) -> entered(before, phase, at);
            case Fact.StepIssued(_, var step) -> before.withStep(step, Step.Standing.ISSUED);
            case Fact.StepDone(_, var step, var items) ->
                    before.withStep(step, Step.Standing.DONE)
                            .withTotals(before.totals().restored(items));
            case Fact.StepsForgotten(_, var steps) -> before.without(steps);
            case Fact.SchemaKnown(_, var archive, var fingerprint) ->
                    before.withSchema(
                            new Schema(
                                    archive,
                                    fingerprint,
                                    "",
                                    0,
                                    0,
                                    0,
                                    List.of(),
                                    Map.of(),
                                    List.of()));
            case Fact.DatabasePlanned planned -> planned(before, planned);
            case Fact.PlanBegun(_, var attempt) ->
                    before.withTotals(Totals.NONE).withSchema(before.schema().arriving(attempt, 0));
            case Fact.SequencesKnown(_, var values) -> before.withSequences(values);
            case Fact.CountsKnown(_, var side, var counts) -> before.withCounts(side, counts);
            case Fact.RecheckStarted _ -> before.withRecheck(new Recheck(true, 0, 0, 0, List.of()));
            case Fact.RecheckEnded _ -> before.withRecheck(Recheck.NONE);
            case Fact.RecheckPassed(_, var table, var chunk) ->
                    before.withRecheck(
                            new Recheck(true, table, chunk, recheck.open(), recheck.changed()));
            case Fact.SweepStarted _ -> before.withSweep(Sweep.START);
            case Fact.SweepPassed(_, var next) -> before.withSweep(new Sweep(next, sweep.open()));
        };
    }

    private static Database postponed(Database before, int table) {
        Following.Late late = before.following().late();
        List<Integer> tables = Evolution.append(late.tables(), table);
        return before.withRedo(before.redo().stream().filter(n -> n != table).toList())
                .withFollowing(
                        before.following().waiting(new Following.Late(tables, late.round())));
    }

    /** Its snapshots are counted anew. */
    private static Database reloadBegun(Database before, int table) {
        Database after = postponed(before, table);
        List<Integer> tables = after.following().late().tables();
        return after.withFollowing(after.following().waiting(new Following.Late(tables, 0)));
    }

    private static Database lateBegun(Database before) {
        Following.Late late = before.following().late();
        List<Integer> redo = new ArrayList<>(late.tables());
        redo.addAll(before.redo());
        return before.withRedo(List.copyOf(redo))
                .withFollowing(
                        before.following().waiting(new Following.Late(List.of(), late.round())));
    }

    private static Database planned(Database before, Fact.DatabasePlanned fact) {
        Schema schema =
                new Schema(
                        before.schema().archive(),
                        before.schema().fingerprint(),
                        before.schema().attempt(),
                        before.schema().arrived(),
                        fact.tables(),
                        fact.largeObjects(),
                        fact.views(),
                        fact.stageItems(),
                        before.schema().skipped());
        int items = fact.stageItems().values().stream().mapToInt(Integer::intValue).sum();
        return before.withSchema(schema).withTotals(before.totals().planned(0, 0, items));
    }

    /** The phase before ends where the next begins. */
    private static Database entered(Database before, DatabasePhase phase, String at) {
        List<StepTiming> timings = new ArrayList<>(before.timings());
        if (!timings.isEmpty() && timings.getLast().endedAt().isEmpty()) {
            StepTiming last = timings.removeLast();
            timings.add(new StepTiming(last.step(), last.startedAt(), at));
        }
        if (phase != DatabasePhase.DONE) {
            timings.add(new StepTiming(phase.label(), at, ""));
        }
        return before.withPhase(phase).withTimings(List.copyOf(timings));
    }
}
