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
    /** Online: changes are applied until all tables stand at one commit of the source. */
    ALIGN,
    /** Attached indexes, foreign keys, triggers and everything else of post-data. */
    CONSTRAINTS,
    /** Online: changes are applied until the target is near the source. */
    CATCHUP,
    /** Online: the target follows the source and a cutover is possible. */
    STREAMING,
    /** Online: writes to the source end. */
    FENCE,
    /** Online: the last changes are applied, and proved to be the last. */
    DRAIN,
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

    /** Whether only migrations that follow the source have this phase. */
    public boolean online() {
        return switch (this) {
            case ALIGN, CATCHUP, STREAMING, FENCE, DRAIN -> true;
            default -> false;
        };
    }

    /** The phase that follows. */
    public DatabasePhase next(MigrationMode mode) {
        DatabasePhase next =
                switch (this) {
                    case SNAPSHOT -> SCHEMA;
                    case SCHEMA -> COPY;
                    case COPY -> INDEXES;
                    case INDEXES -> ALIGN;
                    case ALIGN -> CONSTRAINTS;
                    case CONSTRAINTS -> CATCHUP;
                    case CATCHUP -> STREAMING;
                    case STREAMING -> FENCE;
                    case FENCE -> DRAIN;
                    case DRAIN -> VIEWS;
                    case VIEWS -> SEQUENCES;
                    case SEQUENCES -> VERIFY;
                    case VERIFY -> CLEANUP;
                    case CLEANUP, DONE -> DONE;
                };
        return next.online() && mode == MigrationMode.OFFLINE ? next.next(mode) : next;
    }

    /** Whether this phase comes before the other. */
    public boolean before(DatabasePhase other) {
        return compareTo(other) < 0;
    }
}
