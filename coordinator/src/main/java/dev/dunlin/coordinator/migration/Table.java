package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.Otherwise;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * @param skip that it was left out; null for most
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
        Verification verification,
        @Otherwise("null") @Nullable Skip skip) {

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
                    Verification.NONE,
                    null);

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
                verification,
                skip);
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
                verification,
                skip);
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
                verification,
                skip);
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
                verification,
                skip);
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
                verification,
                skip);
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
                verification,
                skip);
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
                Verification.NONE,
                skip);
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
                next,
                skip);
    }

    Table skipped(Skip as) {
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
                verification,
                as);
    }

    /** Chunks the target holds when the table is loaded. */
    public int wholeChunks(TablePlan plan) {
        return skip != null && skip.empty() ? 0 : plan.chunks().size();
    }
}
