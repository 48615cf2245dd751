package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a migration is asked to do, spelled as the command line takes it. */
public enum MigrationOption {
    @JsonProperty("Validate")
    VALIDATE,
    @JsonProperty("Migrate")
    MIGRATE,
    @JsonProperty("ValidateAndMigrate")
    VALIDATE_AND_MIGRATE
}
