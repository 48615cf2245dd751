package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ChunkCounts;

/**
 * A chunk that was issued.
 *
 * @param partition partition of the rows topic; a chunk keeps its own, so that its attempts meet
 * @param loaded whether the target holds it
 * @param suspect whether an attempt under a snapshot that saw other rows may have been loaded: then
 *     it counts only after it was checked
 * @param checking whether a check is under way
 */
public record Chunk(
        int partition, boolean loaded, boolean suspect, boolean checking, ChunkCounts counts) {

    static Chunk issued(int partition) {
        return new Chunk(partition, false, false, false, ChunkCounts.NONE);
    }

    Chunk suspected() {
        return new Chunk(partition, loaded, true, false, counts);
    }

    Chunk checking(ChunkCounts found) {
        return new Chunk(partition, loaded, suspect, true, found);
    }

    Chunk loaded(ChunkCounts found) {
        return new Chunk(partition, true, false, false, found);
    }
}
