package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller may do; each includes those before it. */
public enum Access {
    /** Look. */
    @JsonProperty("viewer")
    VIEWER,
    /** Start migrations and act on them. */
    @JsonProperty("operator")
    OPERATOR,
    /** Forget migrations and clean up what they left. */
    @JsonProperty("admin")
    ADMIN;

    /** Whether this is enough for what the other asks. */
    boolean covers(Access needed) {
        return compareTo(needed) >= 0;
    }
}
