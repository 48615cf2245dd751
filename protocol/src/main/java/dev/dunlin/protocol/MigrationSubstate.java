package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Substates as the seeds of the field spell them. */
public enum MigrationSubstate {
    @JsonProperty("PerformingPreRequisiteSteps")
    PERFORMING_PREREQUISITE_STEPS("PerformingPreRequisiteSteps"),
    @JsonProperty("ValidationInProgress")
    VALIDATION_IN_PROGRESS("ValidationInProgress"),
    @JsonProperty("MigratingData")
    MIGRATING_DATA("MigratingData"),
    @JsonProperty("WaitingForCutoverTrigger")
    WAITING_FOR_CUTOVER_TRIGGER("WaitingForCutoverTrigger"),
    @JsonProperty("CancelingRequestedDBMigrations")
    CANCELING("CancelingRequestedDBMigrations"),
    @JsonProperty("CompletingMigration")
    COMPLETING_MIGRATION("CompletingMigration"),
    @JsonProperty("Completed")
    COMPLETED("Completed");

    private final String label;

    MigrationSubstate(String label) {
        this.label = label;
    }

    /** As people and machines read it. */
    public String label() {
        return label;
    }
}
