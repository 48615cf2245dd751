package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * What users ask of the coordinator. Topic {@link Topics#COMMANDS}, key: migration name. Every
 * command carries an id that its {@link Reply} repeats; a repeated id gets the first answer again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Command {

    MigrationName migration();

    /** Id of this command, chosen by whoever sends it. */
    String id();

    /** Begin a migration that does not exist yet. */
    @JsonTypeName("start-migration")
    record StartMigration(String id, MigrationSpec spec) implements Command {

        @Override
        public MigrationName migration() {
            return spec.name();
        }
    }

    /**
     * Go on after an interruption or a failure: what is proved done is kept, everything that was
     * under way is issued again. The endpoints may say where secrets are found now.
     */
    @JsonTypeName("resume-migration")
    record ResumeMigration(MigrationName migration, String id, Endpoint source, Endpoint target)
            implements Command {}

    /** Switch to the target now, on these terms. Refused unless the migration is ready. */
    @JsonTypeName("cutover-migration")
    record CutoverMigration(MigrationName migration, String id, OnlineSettings.CutoverTerms terms)
            implements Command {}

    /** Withdraw a cutover that has not switched yet: the fence is lifted, following goes on. */
    @JsonTypeName("cancel-cutover")
    record CancelCutover(MigrationName migration, String id) implements Command {}

    /** Give the migration up and leave the source as it was. */
    @JsonTypeName("cancel-migration")
    record CancelMigration(MigrationName migration, String id, TargetFate target)
            implements Command {}

    /** What becomes of the target of a migration that is given up. */
    enum TargetFate {
        /** It stays as it is. */
        @JsonProperty("keep")
        KEEP,
        /** What the migration made is dropped; a database that was there before stays, empty. */
        @JsonProperty("clean")
        CLEAN
    }
}
