package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Result of a validation, spelled as the seeds of the field spell it. */
public enum Severity {
    @JsonProperty("Succeeded")
    SUCCEEDED,
    @JsonProperty("Warning")
    WARNING,
    @JsonProperty("Failed")
    FAILED
}
