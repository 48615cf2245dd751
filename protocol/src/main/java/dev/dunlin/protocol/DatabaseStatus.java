package dev.dunlin.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public view of one database of a migration.
 *
 * @param state of the migration, where it has one database; of its part otherwise
 * @param bytesPlanned size of the tables on the source
 * @param bytesLoaded COPY bytes committed on the target
 * @param chunksKept loaded chunks that interruptions did not lose
 * @param tablesSkipped tables that were left out on request; not among the others
 * @param items schema items planned and restored
 * @param failures why it ended Failed; empty otherwise
 * @param comparison the last one that was asked for; left out before the first
 */
public record DatabaseStatus(
        String database,
        String target,
        @Otherwise("\"InProgress\"") MigrationState state,
        @Otherwise("\"MigratingData\"") MigrationSubstate substate,
        DatabasePhase phase,
        int tables,
        @Otherwise("0") int tablesSkipped,
        int tablesLoaded,
        int tablesBuilt,
        int tablesVerified,
        int chunks,
        int chunksLoaded,
        int chunksKept,
        long bytesPlanned,
        long plannedBytesLoaded,
        long rowsLoaded,
        long bytesLoaded,
        int items,
        int itemsRestored,
        int sequences,
        List<StepTiming> steps,
        @Otherwise("[]") List<Failure> failures,
        @Otherwise("null") @Nullable ComparisonStatus comparison) {

    public DatabaseStatus {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
    }

    /** A database of which nothing is known yet. */
    public static DatabaseStatus planned(String database, String target) {
        return new DatabaseStatus(
                database,
                target,
                MigrationState.IN_PROGRESS,
                MigrationSubstate.PERFORMING_PREREQUISITE_STEPS,
                DatabasePhase.SNAPSHOT,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                null);
    }

    /** The same in another phase. */
    public DatabaseStatus at(DatabasePhase other) {
        return new DatabaseStatus(
                database,
                target,
                state,
                substate,
                other,
                tables,
                tablesSkipped,
                tablesLoaded,
                tablesBuilt,
                tablesVerified,
                chunks,
                chunksLoaded,
                chunksKept,
                bytesPlanned,
                plannedBytesLoaded,
                rowsLoaded,
                bytesLoaded,
                items,
                itemsRestored,
                sequences,
                steps,
                failures,
                comparison);
    }

    /** The same figures under another state. */
    public DatabaseStatus in(
            MigrationState otherState, MigrationSubstate otherSubstate, List<Failure> because) {
        return new DatabaseStatus(
                database,
                target,
                otherState,
                otherSubstate,
                phase,
                tables,
                tablesSkipped,
                tablesLoaded,
                tablesBuilt,
                tablesVerified,
                chunks,
                chunksLoaded,
                chunksKept,
                bytesPlanned,
                plannedBytesLoaded,
                rowsLoaded,
                bytesLoaded,
                items,
                itemsRestored,
                sequences,
                steps,
                because,
                comparison);
    }
}
