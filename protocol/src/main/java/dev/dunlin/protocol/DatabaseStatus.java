package dev.dunlin.protocol;

import java.util.List;

/**
 * Public view of one database of a migration.
 *
 * @param bytesPlanned size of the tables on the source
 * @param bytesLoaded COPY bytes committed on the target
 * @param chunksKept loaded chunks that interruptions did not lose
 * @param items schema items planned and restored
 */
public record DatabaseStatus(
        String database,
        String target,
        DatabasePhase phase,
        int tables,
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
        List<StepTiming> steps) {

    public DatabaseStatus {
        steps = List.copyOf(steps);
    }
}
