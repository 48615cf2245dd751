package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.TablePhase;
import java.util.Set;

/**
 * Where one table stands.
 *
 * @param generation counts how often the table was emptied; chunks of another one are stale
 * @param nextChunk first chunk not issued yet
 * @param loadedChunks chunks the target holds
 * @param keptChunks those of them that an interruption did not lose
 * @param open first item of each build task under way, 0 for a task without items
 * @param analyzed whether gathering statistics was issued
 * @param copyStart when the first chunk was issued, epoch milliseconds, 0 before
 * @param copyMillis from then to the last chunk loaded
 * @param indexMillis time spent on keys and indexes
 * @param verification digests so far
 */
public record Table(
        TablePhase phase,
        int generation,
        int nextChunk,
        int loadedChunks,
        int keptChunks,
        long rows,
        long bytes,
        Set<Integer> open,
        boolean analyzed,
        long copyStart,
        long copyMillis,
        long indexMillis,
        Verification verification) {

    static final Table PLANNED =
            new Table(
                    TablePhase.PLANNED,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Set.of(),
                    false,
                    0,
                    0,
                    0,
                    Verification.NONE);

    Table in(TablePhase next) {
        return new Table(
                next,
                generation,
                nextChunk,
                loadedChunks,
                keptChunks,
                rows,
                bytes,
                open,
                analyzed,
                copyStart,
                copyMillis,
                indexMillis,
                verification);
    }

    Table issuedChunk(long now) {
        return new Table(
                TablePhase.COPYING,
                generation,
                nextChunk + 1,
                loadedChunks,
                keptChunks,
                rows,
                bytes,
                open,
                analyzed,
                copyStart == 0 ? now : copyStart,
                copyMillis,
                indexMillis,
                verification);
    }

    Table loadedChunk(ChunkCounts counts, long now) {
        return new Table(
                phase,
                generation,
                nextChunk,
                loadedChunks + 1,
                keptChunks,
                rows + counts.rows(),
                bytes + counts.bytes(),
                open,
                analyzed,
                copyStart,
                now - copyStart,
                indexMillis,
                verification);
    }

    Table kept() {
        return new Table(
                phase,
                generation,
                nextChunk,
                loadedChunks,
                loadedChunks,
                rows,
                bytes,
                open,
                analyzed,
                copyStart,
                copyMillis,
                indexMillis,
                verification);
    }

    Table building(Set<Integer> tasks, boolean analyzes) {
        return new Table(
                phase,
                generation,
                nextChunk,
                loadedChunks,
                keptChunks,
                rows,
                bytes,
                tasks,
                analyzed || analyzes,
                copyStart,
                copyMillis,
                indexMillis,
                verification);
    }

    Table built(Set<Integer> tasks, long millis) {
        return new Table(
                phase,
                generation,
                nextChunk,
                loadedChunks,
                keptChunks,
                rows,
                bytes,
                tasks,
                analyzed,
                copyStart,
                copyMillis,
                indexMillis + millis,
                verification);
    }

    Table emptied() {
        return new Table(
                TablePhase.RESETTING,
                generation + 1,
                0,
                0,
                0,
                0,
                0,
                Set.of(),
                false,
                0,
                0,
                indexMillis,
                Verification.NONE);
    }

    Table verifying(Verification next) {
        return new Table(
                phase,
                generation,
                nextChunk,
                loadedChunks,
                keptChunks,
                rows,
                bytes,
                open,
                analyzed,
                copyStart,
                copyMillis,
                indexMillis,
                next);
    }
}
