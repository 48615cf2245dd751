package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What somebody outside decided at a gate. Topic {@link Topics#GATES}, key: migration name.
 *
 * @param by who decided
 * @param reason in their words
 */
public record GateDecision(
        MigrationName migration,
        OnlineSettings.Gate gate,
        Decision decision,
        @Otherwise String by,
        @Otherwise String reason) {

    /** Whether it goes on. */
    public enum Decision {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }
}
