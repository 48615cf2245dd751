package dev.dunlin.protocol;

import java.util.List;

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
        @Otherwise("[]") List<Failure> failures) {

    public DatabaseStatus {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
    }
}
