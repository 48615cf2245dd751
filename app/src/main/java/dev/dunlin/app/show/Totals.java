package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/** Figures of several databases as one. */
record Totals(
        int tables,
        int tablesLoaded,
        int tablesBuilt,
        int tablesVerified,
        int chunksKept,
        int items,
        int itemsRestored,
        long bytesPlanned,
        long plannedBytesLoaded,
        long rows,
        long bytes,
        DatabasePhase slowest) {

    static Totals of(Collection<DatabaseStatus> databases) {
        return new Totals(
                (int) sum(databases, DatabaseStatus::tables),
                (int) sum(databases, DatabaseStatus::tablesLoaded),
                (int) sum(databases, DatabaseStatus::tablesBuilt),
                (int) sum(databases, DatabaseStatus::tablesVerified),
                (int) sum(databases, DatabaseStatus::chunksKept),
                (int) sum(databases, DatabaseStatus::items),
                (int) sum(databases, DatabaseStatus::itemsRestored),
                sum(databases, DatabaseStatus::bytesPlanned),
                sum(databases, DatabaseStatus::plannedBytesLoaded),
                sum(databases, DatabaseStatus::rowsLoaded),
                sum(databases, DatabaseStatus::bytesLoaded),
                databases.stream()
                        .map(DatabaseStatus::phase)
                        .min(Comparator.naturalOrder())
                        .orElse(DatabasePhase.SNAPSHOT));
    }

    private static long sum(
            Collection<DatabaseStatus> databases, ToLongFunction<DatabaseStatus> figure) {
        return databases.stream().mapToLong(figure).sum();
    }
}
