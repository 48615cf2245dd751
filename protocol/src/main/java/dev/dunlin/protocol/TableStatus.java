package dev.dunlin.protocol;

import java.util.List;

/**
 * Public view of one table. Topic {@link Topics#TABLES} (compacted), key: migration, database and
 * table number.
 *
 * @param copyMillis from its first chunk issued to its last chunk loaded, 0 before
 * @param indexMillis time spent on keys and indexes
 * @param chunksKept chunks that an interruption did not lose
 * @param note why it is skipped; empty otherwise
 */
public record TableStatus(
        MigrationName migration,
        TableId table,
        TableName name,
        TablePhase phase,
        int chunks,
        int chunksLoaded,
        int chunksKept,
        long plannedBytes,
        long rows,
        long bytes,
        long copyMillis,
        long indexMillis,
        boolean keyless,
        List<String> differences,
        @Otherwise String note) {

    public TableStatus {
        differences = List.copyOf(differences);
    }
}
