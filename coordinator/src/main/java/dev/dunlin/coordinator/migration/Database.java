package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.SequenceValue;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.StepTiming;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Where one database of a migration stands.
 *
 * @param steps what was issued and done of the work on the database as a whole
 * @param nextTable first table whose chunks are not all issued
 * @param redo tables to copy again, before {@code nextTable}
 * @param sweep walk over the tables in the phases after the copy
 * @param recheck walk over loaded chunks after a snapshot was replaced
 * @param timings when each phase began and ended
 * @param sequences values read from the source
 * @param counts objects by kind, by side
 * @param following how it is followed after the copy
 * @param comparison the last one that somebody asked for
 */
public record Database(
        String name,
        DatabasePhase phase,
        Hold hold,
        Schema schema,
        Map<Step, Step.Standing> steps,
        int nextTable,
        List<Integer> redo,
        Sweep sweep,
        Recheck recheck,
        Totals totals,
        List<StepTiming> timings,
        List<SequenceValue> sequences,
        Map<Side, SortedMap<String, String>> counts,
        Following following,
        Comparison comparison) {

    static Database planned(MigrationName migration, String name) {
        return new Database(
                name,
                DatabasePhase.SNAPSHOT,
                Hold.NONE,
                Schema.NONE,
                Map.of(),
                0,
                List.of(),
                Sweep.START,
                Recheck.NONE,
                Totals.NONE,
                List.of(),
                List.of(),
                Map.of(),
                Following.none(name, migration),
                Comparison.NONE);
    }

    /** Whether a step was done. */
    public boolean done(Step step) {
        return steps.get(step) == Step.Standing.DONE;
    }

    /** Whether a step was issued or done. */
    public boolean begun(Step step) {
        return steps.containsKey(step);
    }

    Database withStep(Step step, Step.Standing standing) {
        Map<Step, Step.Standing> more = new EnumMap<>(Step.class);
        more.putAll(steps);
        more.put(step, standing);
        return withSteps(more);
    }

    Database without(Set<Step> forgotten) {
        Map<Step, Step.Standing> fewer = new EnumMap<>(Step.class);
        fewer.putAll(steps);
        fewer.keySet().removeAll(forgotten);
        return withSteps(fewer);
    }

    Database withCounts(Side side, SortedMap<String, String> found) {
        Map<Side, SortedMap<String, String>> more = new EnumMap<>(Side.class);
        more.putAll(counts);
        more.put(side, found);
        return withCounts(more);
    }

    Database withTotals(UnaryOperator<Totals> change) {
        return withTotals(change.apply(totals));
    }

    Database withPhase(DatabasePhase value) {
        return new Database(
                name,
                value,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withHold(Hold value) {
        return new Database(
                name,
                phase,
                value,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withSchema(Schema value) {
        return new Database(
                name,
                phase,
                hold,
                value,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withSteps(Map<Step, Step.Standing> value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                value,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withNextTable(int value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                value,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withRedo(List<Integer> value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                value,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withSweep(Sweep value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                value,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withRecheck(Recheck value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                value,
                totals,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withTotals(Totals value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                value,
                timings,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withTimings(List<StepTiming> value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                value,
                sequences,
                counts,
                following,
                comparison);
    }

    Database withSequences(List<SequenceValue> value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                value,
                counts,
                following,
                comparison);
    }

    Database withCounts(Map<Side, SortedMap<String, String>> value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                value,
                following,
                comparison);
    }

    Database withFollowing(Following value) {
        return new Database(
                name,
                phase,
                hold,
                schema,
                steps,
                nextTable,
                redo,
                sweep,
                recheck,
                totals,
                timings,
                sequences,
                counts,
                value,
                comparison);
    }

    Database withComparison(Comparison value) {
        return new Database(
                name, phase, hold, schema, steps, nextTable, redo, sweep, recheck, totals, timings,
                sequences, counts, following, value);
    }
}
