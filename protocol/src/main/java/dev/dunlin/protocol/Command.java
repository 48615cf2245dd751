package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users ask of the coordinator. Topic {@link Topics#COMMANDS}, key: migration name. Every
 * command carries an id that its {@link Reply replies} repeat; a repeated id is answered as it was.
 * Fields with a default may be left out, so that people can type a command; one without an id gets
 * an id made of its place in the topic.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Command {

    MigrationName migration();

    /** Id of this command, chosen by whoever sends it; empty before it is taken from its topic. */
    String id();

    /** The databases it is about; empty for all. */
    default List<String> databases() {
        return List.of();
    }

    /** Taken no later than this (ISO-8601); empty for any time. */
    String expiresAt();

    /** Who asks, and through which door; empty when nobody said. */
    String by();

    /** The same for another migration of the same user: a part, which has one database. */
    Command to(MigrationName name, String newId);

    /** Begin a migration that does not exist yet. */
    @JsonTypeName("start-migration")
    record StartMigration(
            @Otherwise String id,
            MigrationSpec spec,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        /** A command that does not expire. */
        public StartMigration(String id, MigrationSpec spec) {
            this(id, spec, "", "");
        }

        @Override
        public MigrationName migration() {
            return spec.name();
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new StartMigration(newId, spec.partOf(name), expiresAt, by);
        }
    }

    /**
     * Go on after an interruption, a failure or a pause: what is proved done is kept, everything
     * that was under way is issued again. The endpoints may say where secrets are found now; those
     * left out stay as they are. Of several databases those go on that failed or are paused.
     */
    @JsonTypeName("resume-migration")
    record ResumeMigration(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise("null") @Nullable Endpoint source,
            @Otherwise("null") @Nullable Endpoint target,
            @Otherwise("[]") List<String> databases,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        public ResumeMigration {
            databases = List.copyOf(databases);
        }

        /** All databases, without expiry. */
        public ResumeMigration(
                MigrationName migration,
                String id,
                @Nullable Endpoint source,
                @Nullable Endpoint target) {
            this(migration, id, source, target, List.of(), "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new ResumeMigration(name, newId, source, target, List.of(), expiresAt, by);
        }
    }

    /**
     * Have nothing done until it is resumed. The slot stays, so that the source keeps its changes.
     */
    @JsonTypeName("pause-migration")
    record PauseMigration(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise("[]") List<String> databases,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        public PauseMigration {
            databases = List.copyOf(databases);
        }

        /** All databases, without expiry. */
        public PauseMigration(MigrationName migration, String id) {
            this(migration, id, List.of(), "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new PauseMigration(name, newId, List.of(), expiresAt, by);
        }
    }

    /**
     * Switch to the target now. Refused unless the migration is ready.
     *
     * @param terms those of the migration when left out
     */
    @JsonTypeName("cutover-migration")
    record CutoverMigration(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise("null") @Nullable CutoverTerms terms,
            @Otherwise("[]") List<String> databases,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        public CutoverMigration {
            databases = List.copyOf(databases);
        }

        /** All databases, without expiry. */
        public CutoverMigration(MigrationName migration, String id, @Nullable CutoverTerms terms) {
            this(migration, id, terms, List.of(), "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new CutoverMigration(name, newId, terms, List.of(), expiresAt, by);
        }
    }

    /** Withdraw a cutover that has not switched yet: the fence is lifted, following goes on. */
    @JsonTypeName("cancel-cutover")
    record CancelCutover(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise("[]") List<String> databases,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        public CancelCutover {
            databases = List.copyOf(databases);
        }

        /** All databases, without expiry. */
        public CancelCutover(MigrationName migration, String id) {
            this(migration, id, List.of(), "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new CancelCutover(name, newId, List.of(), expiresAt, by);
        }
    }

    /** Give the migration up and leave the source as it was. */
    @JsonTypeName("cancel-migration")
    record CancelMigration(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise("\"keep\"") TargetFate target,
            @Otherwise("[]") List<String> databases,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        public CancelMigration {
            databases = List.copyOf(databases);
        }

        /** All databases, without expiry. */
        public CancelMigration(MigrationName migration, String id, TargetFate target) {
            this(migration, id, target, List.of(), "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new CancelMigration(name, newId, target, List.of(), expiresAt, by);
        }
    }

    /** Forget a migration that has ended; its name is free then. */
    @JsonTypeName("delete-migration")
    record DeleteMigration(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        /** A command that does not expire. */
        public DeleteMigration(MigrationName migration, String id) {
            this(migration, id, "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new DeleteMigration(name, newId, expiresAt, by);
        }
    }

    /**
     * Empty a table on the target and copy it again.
     *
     * @param database may be left out where there is only one
     */
    @JsonTypeName("reload-table")
    record ReloadTable(
            MigrationName migration,
            @Otherwise String id,
            TableName table,
            @Otherwise String database,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        /** A command that does not expire. */
        public ReloadTable(MigrationName migration, String id, TableName table, String database) {
            this(migration, id, table, database, "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new ReloadTable(name, newId, table, database, expiresAt, by);
        }
    }

    /**
     * Leave a table out from now on: it is named as skipped, and not part of the proof.
     *
     * @param database may be left out where there is only one
     */
    @JsonTypeName("skip-table")
    record SkipTable(
            MigrationName migration,
            @Otherwise String id,
            TableName table,
            @Otherwise String database,
            String reason,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        /** A command that does not expire. */
        public SkipTable(
                MigrationName migration,
                String id,
                TableName table,
                String database,
                String reason) {
            this(migration, id, table, database, reason, "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new SkipTable(name, newId, table, database, reason, expiresAt, by);
        }
    }

    /** Compare source and target again. */
    @JsonTypeName("verify-migration")
    record VerifyMigration(
            MigrationName migration,
            @Otherwise String id,
            @Otherwise("[]") List<String> databases,
            @Otherwise String expiresAt,
            @Otherwise String by)
            implements Command {

        public VerifyMigration {
            databases = List.copyOf(databases);
        }

        /** All databases, without expiry. */
        public VerifyMigration(MigrationName migration, String id) {
            this(migration, id, List.of(), "", "");
        }

        @Override
        public Command to(MigrationName name, String newId) {
            return new VerifyMigration(name, newId, List.of(), expiresAt, by);
        }
    }

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
