package dev.dunlin.protocol;

import java.util.Locale;

/** What a worker process does. Each role has its own tasks and jobs in every pool. */
public enum Role {
    /** Reads the source: schema, rows, digests. */
    SNAPSHOT,
    /** Follows the source's changes, and fences it. */
    CAPTURE,
    /** Writes the target. */
    SINK;

    /** As it stands in topic names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The end that workers of this role connect to. */
    public Side side() {
        return this == SINK ? Side.TARGET : Side.SOURCE;
    }
}
