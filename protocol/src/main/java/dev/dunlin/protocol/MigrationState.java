package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** States as the seeds of the field spell them. */
public enum MigrationState {
    @JsonProperty("InProgress")
    IN_PROGRESS("InProgress"),
    @JsonProperty("WaitingForUserAction")
    WAITING_FOR_USER_ACTION("WaitingForUserAction"),
    @JsonProperty("Canceled")
    CANCELED("Canceled"),
    @JsonProperty("Failed")
    FAILED("Failed"),
    @JsonProperty("ValidationFailed")
    VALIDATION_FAILED("ValidationFailed"),
    @JsonProperty("Succeeded")
    SUCCEEDED("Succeeded");

    private final String label;

    MigrationState(String label) {
        this.label = label;
    }

    /** As people and machines read it. */
    public String label() {
        return label;
    }

    /** Whether nothing more happens until a user acts. */
    public boolean ended() {
        return this != IN_PROGRESS && this != WAITING_FOR_USER_ACTION;
    }
}
