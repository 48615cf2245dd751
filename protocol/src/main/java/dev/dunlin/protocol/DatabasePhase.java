package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The finer phase of one database, in order. */
public enum DatabasePhase {
    /** Waiting for validation or for a snapshot. */
    SNAPSHOT,
    /** Schema dumped, planned and restored. */
    SCHEMA,
    /** Chunks copied; keys and indexes of loaded tables built meanwhile. */
    COPY,
    /** All rows loaded; the last keys and indexes are being built. */
    INDEXES,
    /** Attached indexes, foreign keys, triggers and everything else of post-data. */
    CONSTRAINTS,
    /** Materialized views filled, grants restored. */
    VIEWS,
    SEQUENCES,
    VERIFY,
    CLEANUP,
    DONE;

    /** As people and machines read it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase that follows. */
    public DatabasePhase next() {
        return switch (this) {
            case SNAPSHOT -> SCHEMA;
            case SCHEMA -> COPY;
            case COPY -> INDEXES;
            case INDEXES -> CONSTRAINTS;
            case CONSTRAINTS -> VIEWS;
            case VIEWS -> SEQUENCES;
            case SEQUENCES -> VERIFY;
            case VERIFY -> CLEANUP;
            case CLEANUP, DONE -> DONE;
        };
    }

    /** Whether this phase comes before the other. */
    public boolean before(DatabasePhase other) {
        return compareTo(other) < 0;
    }
}
