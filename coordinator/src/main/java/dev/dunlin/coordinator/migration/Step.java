package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ItemStage;

/** Work on a database as a whole that is one task. Each is issued once and then done. */
public enum Step {
    PREPARE_CAPTURE,
    ROLES,
    DUMP,
    RESTORE,
    PLAN,
    LARGE_OBJECTS,
    STAGE_KEYS,
    STAGE_INDEXES,
    STAGE_ATTACH,
    STAGE_FOREIGN_KEYS,
    STAGE_REST,
    VIEWS,
    STAGE_GRANTS,
    FENCE,
    /** Everything up to here is on the target. */
    MARK_DRAIN,
    /** Nothing was written since. */
    MARK_QUIET,
    READ_SEQUENCES,
    SET_SEQUENCES,
    DATABASE_SETTINGS,
    COUNT_SOURCE,
    COUNT_TARGET,
    /** Nothing was written while it was verified. */
    MARK_FINAL,
    LIFT_FENCE,
    DROP_CAPTURE,
    CLEAN_TARGET,
    CLEAN_UP,
    /** Given up: rows and changes that were on their way go too. */
    DROP_TOPICS;

    /** The step that restores a stage's items that belong to no planned table. */
    public static Step of(ItemStage stage) {
        return switch (stage) {
            case KEYS -> STAGE_KEYS;
            case INDEXES -> STAGE_INDEXES;
            case ATTACH -> STAGE_ATTACH;
            case FOREIGN_KEYS -> STAGE_FOREIGN_KEYS;
            case REST -> STAGE_REST;
            case GRANTS -> STAGE_GRANTS;
        };
    }

    /** How far a step is; one that is not recorded was not begun. */
    public enum Standing {
        ISSUED,
        DONE
    }
}
