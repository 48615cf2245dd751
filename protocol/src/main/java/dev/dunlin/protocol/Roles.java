package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the roles that own something that moves, or are granted something. */
public enum Roles {
    /** Those that the target lacks are made there: without password, never with special powers. */
    @JsonProperty("copy")
    COPY,
    /** Those that the target lacks are named; what needs them is left out. */
    @JsonProperty("check")
    CHECK,
    /** Nobody looks; what needs a role that the target lacks is left out. */
    @JsonProperty("skip")
    SKIP
}
