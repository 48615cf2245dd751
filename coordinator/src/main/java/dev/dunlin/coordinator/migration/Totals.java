package dev.dunlin.coordinator.migration;

/** Running sums over a database's tables, so that no decision needs to visit them all. */
public record Totals(
        int tablesLoaded,
        int tablesBuilt,
        int tablesVerified,
        int chunks,
        int chunksLoaded,
        int chunksKept,
        long bytesPlanned,
        long plannedBytesLoaded,
        long rows,
        long bytes,
        int items,
        int itemsRestored) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Totals planned(int addedChunks, long addedBytes, int addedItems) {
        return new Totals(
                tablesLoaded,
                tablesBuilt,
                tablesVerified,
                chunks + addedChunks,
                chunksLoaded,
                chunksKept,
                bytesPlanned + addedBytes,
                plannedBytesLoaded,
                rows,
                bytes,
                items + addedItems,
                itemsRestored);
    }

    Totals loaded(int addedChunks, long addedPlanned, long addedRows, long addedBytes) {
        return new Totals(
                tablesLoaded,
                tablesBuilt,
                tablesVerified,
                chunks,
                chunksLoaded + addedChunks,
                chunksKept,
                bytesPlanned,
                plannedBytesLoaded + addedPlanned,
                rows + addedRows,
                bytes + addedBytes,
                items,
                itemsRestored);
    }

    Totals tables(int addedLoaded, int addedBuilt, int addedVerified) {
        return new Totals(
                tablesLoaded + addedLoaded,
                tablesBuilt + addedBuilt,
                tablesVerified + addedVerified,
                chunks,
                chunksLoaded,
                chunksKept,
                bytesPlanned,
                plannedBytesLoaded,
                rows,
                bytes,
                items,
                itemsRestored);
    }

    Totals restored(int addedItems) {
        return new Totals(
                tablesLoaded,
                tablesBuilt,
                tablesVerified,
                chunks,
                chunksLoaded,
                chunksKept,
                bytesPlanned,
                plannedBytesLoaded,
                rows,
                bytes,
                items,
                itemsRestored + addedItems);
    }

    Totals kept(int keptChunks) {
        return new Totals(
                tablesLoaded,
                tablesBuilt,
                tablesVerified,
                chunks,
                chunksLoaded,
                keptChunks,
                bytesPlanned,
                plannedBytesLoaded,
                rows,
                bytes,
                items,
                itemsRestored);
    }
}
