package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.TablePlan;

/** Sizes that decisions and sums share. */
public final class Estimates {

    /** What the smallest chunk counts as: its place in queues and buffers is not free. */
    private static final long SMALLEST_CHUNK = 64 << 10;

    private Estimates() {}

    /** Bytes of the source that one chunk of the table stands for. */
    public static long chunkBytes(TablePlan plan) {
        return Math.max(SMALLEST_CHUNK, plan.bytes() / Math.max(1, plan.chunks().size()));
    }
}
