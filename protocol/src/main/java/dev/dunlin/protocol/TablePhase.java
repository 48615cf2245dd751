package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one table stands. */
public enum TablePhase {
    /** Planned, no chunk issued yet. */
    PLANNED,
    COPYING,
    /** Being emptied: it is copied again, or left out. */
    RESETTING,
    /** Every chunk is loaded; keys are being built. */
    KEYS,
    INDEXES,
    /** Keys and indexes stand. */
    BUILT,
    FOREIGN_KEYS,
    /** Everything stands; not verified yet. */
    COMPLETE,
    VERIFYING,
    VERIFIED,
    /** Verification found a difference. */
    DIFFERENT,
    /** Left out on request: nothing of it is proved. */
    SKIPPED;

    /** As people and machines read it. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
