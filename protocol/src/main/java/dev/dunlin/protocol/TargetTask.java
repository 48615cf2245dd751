package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** Tasks of sink workers, the only ones that connect to a target. */
public sealed interface TargetTask extends Task {

    /** Look at the target; answered by {@link Report.TargetValidated}. */
    @JsonTypeName("validate-target")
    record ValidateTarget(MigrationSpec spec, ServerFacts sourceFacts) implements TargetTask {
        @Override
        public MigrationName migration() {
            return spec.name();
        }

        @Override
        public String id() {
            return "validate-target";
        }
    }

    /** Make those roles that are missing; answered by {@link Report.RolesCreated}. */
    @JsonTypeName("create-roles")
    record CreateRoles(
            MigrationName migration, String database, DatabaseAddress target, List<RoleFacts> roles)
            implements TargetTask {
        public CreateRoles {
            roles = List.copyOf(roles);
        }

        @Override
        public String id() {
            return "create-roles/" + database;
        }
    }

    /**
     * Give the database what is set and granted on it as a whole; answered by {@link
     * Report.DatabaseSettingsApplied}.
     */
    @JsonTypeName("apply-database-settings")
    record ApplyDatabaseSettings(
            MigrationName migration,
            String database,
            DatabaseAddress target,
            List<DatabaseSetting> settings,
            List<DatabaseGrant> grants)
            implements TargetTask {
        public ApplyDatabaseSettings {
            settings = List.copyOf(settings);
            grants = List.copyOf(grants);
        }

        @Override
        public String id() {
            return "apply-database-settings/" + database;
        }
    }

    /**
     * Make the database if it is missing, empty it if that was allowed, lay the ledger and restore
     * pre-data, item by item; answered by {@link Report.SchemaRestored}.
     */
    @JsonTypeName("restore-schema")
    record RestoreSchema(
            MigrationName migration,
            DatabaseAddress target,
            ServerFacts.DatabaseFacts sourceFacts,
            ArchiveRef archive,
            MigrationSettings settings)
            implements TargetTask {
        @Override
        public String id() {
            return "restore-schema/" + sourceFacts.name();
        }
    }

    /**
     * Restore large objects with their content; answered by {@link Report.LargeObjectsRestored}.
     */
    @JsonTypeName("restore-large-objects")
    record RestoreLargeObjects(
            MigrationName migration, String database, DatabaseAddress target, ArchiveRef archive)
            implements TargetTask {
        @Override
        public String id() {
            return "restore-large-objects/" + database;
        }
    }

    /**
     * Empty a table and forget its chunks, so that {@code generation} may be loaded; answered by
     * {@link Report.TableReset}.
     */
    @JsonTypeName("reset-table")
    record ResetTable(
            MigrationName migration, DatabaseAddress target, TableShape shape, int generation)
            implements TargetTask {
        @Override
        public String id() {
            return "reset-table/" + shape.id();
        }
    }

    /**
     * Leave a table out: foreign keys of other tables that point to it become not valid, so that
     * they are checked for new rows only; answered by {@link Report.TableLeftOut}.
     *
     * @param empty whether it is emptied too, and takes only {@code generation} from then on
     */
    @JsonTypeName("leave-table-out")
    record LeaveTableOut(
            MigrationName migration,
            DatabaseAddress target,
            TableShape shape,
            int generation,
            boolean empty)
            implements TargetTask {
        @Override
        public String id() {
            return "leave-table-out/" + shape.id();
        }
    }

    /**
     * Restore items of one table in order, each with its own transaction and mark; answered by
     * {@link Report.ItemsBuilt}. Refuses to start unless the ledger holds {@code chunks} chunks of
     * {@code generation}.
     *
     * @param analyze whether the table's statistics are gathered after the items
     * @param skipped tables that were left out: foreign keys that point to them are not validated
     */
    @JsonTypeName("build-items")
    record BuildItems(
            MigrationName migration,
            DatabaseAddress target,
            TableShape shape,
            ArchiveRef archive,
            ItemStage stage,
            List<SchemaItem> items,
            int generation,
            int chunks,
            boolean analyze,
            List<TableName> skipped)
            implements TargetTask {
        public BuildItems {
            items = List.copyOf(items);
            skipped = List.copyOf(skipped);
        }

        @Override
        public String id() {
            return "build-items/"
                    + shape.id()
                    + "/"
                    + stage
                    + (items.isEmpty() ? "" : "/" + items.getFirst().dumpId());
        }
    }

    /**
     * Restore every item of a stage that belongs to no planned table; answered by {@link
     * Report.StageRestored}.
     */
    @JsonTypeName("restore-stage")
    record RestoreStage(
            MigrationName migration,
            String database,
            DatabaseAddress target,
            ArchiveRef archive,
            ItemStage stage,
            MigrationSettings settings)
            implements TargetTask {
        @Override
        public String id() {
            return "restore-stage/" + database + "/" + stage;
        }
    }

    /** Fill materialized views in this order; answered by {@link Report.ViewsRefreshed}. */
    @JsonTypeName("refresh-views")
    record RefreshViews(
            MigrationName migration, String database, DatabaseAddress target, List<TableName> views)
            implements TargetTask {
        public RefreshViews {
            views = List.copyOf(views);
        }

        @Override
        public String id() {
            return "refresh-views/" + database;
        }
    }

    /**
     * Set sequences to the source's values; answered by {@link Report.SequencesSet}.
     *
     * @param headRoom by how many values those handed out already are set ahead of the source's, as
     *     far as the sequence's limit allows; the answer leaves it out again
     * @param marker the last one that was asked for, online; the answer names it again
     */
    @JsonTypeName("set-sequences")
    record SetSequences(
            MigrationName migration,
            String database,
            DatabaseAddress target,
            List<SequenceValue> values,
            int headRoom,
            int marker)
            implements TargetTask {
        public SetSequences {
            values = List.copyOf(values);
        }

        @Override
        public String id() {
            return "set-sequences/" + database;
        }
    }

    /**
     * Digest a table; answered by {@link Report.TableDigested}.
     *
     * @param snapshot a snapshot of the target that is held; empty for what stands there now
     */
    @JsonTypeName("digest-target")
    record DigestTarget(
            MigrationName migration, DatabaseAddress target, String snapshot, DigestRequest request)
            implements TargetTask {
        @Override
        public String id() {
            return "digest-target/" + request.label();
        }
    }

    /** Count what the source holds too; answered by {@link Report.ObjectsCounted}. */
    @JsonTypeName("count-target")
    record CountTarget(
            MigrationName migration,
            String database,
            DatabaseAddress target,
            TablePatterns patterns)
            implements TargetTask {
        @Override
        public String id() {
            return "count-target/" + database;
        }
    }

    /** Drop the ledger, the last trace of a migration; answered by {@link Report.CleanedUp}. */
    @JsonTypeName("clean-up")
    record CleanUp(MigrationName migration, String database, DatabaseAddress target)
            implements TargetTask {
        @Override
        public String id() {
            return "clean-up/" + database;
        }
    }

    /**
     * Drop what the migration made: the database if it made that, else its content; answered by
     * {@link Report.TargetCleaned}.
     */
    @JsonTypeName("clean-target")
    record CleanTarget(MigrationName migration, String database, DatabaseAddress target)
            implements TargetTask {
        @Override
        public String id() {
            return "clean-target/" + database;
        }
    }

    /**
     * Drop the topics that carried the migration's rows and changes; answered by {@link
     * Report.TopicsDropped}.
     */
    @JsonTypeName("drop-topics")
    record DropTopics(MigrationName migration, String database) implements TargetTask {
        @Override
        public String id() {
            return "drop-topics/" + migration;
        }
    }

    /** The same as {@link CaptureTask.FindLeftovers} for a target. */
    @JsonTypeName("find-target-leftovers")
    record FindLeftovers(MigrationName migration, DatabaseAddress target) implements TargetTask {
        @Override
        public String id() {
            return "find-target-leftovers/" + migration;
        }
    }

    /** The same as {@link CaptureTask.DropLeftover} for a target. */
    @JsonTypeName("drop-target-leftover")
    record DropLeftover(
            MigrationName migration, DatabaseAddress target, Leftover leftover, boolean force)
            implements TargetTask {
        @Override
        public String id() {
            return "drop-target-leftover/" + migration;
        }
    }

    /** The same as {@link SourceTask.TestSource} for a target. */
    @JsonTypeName("test-target")
    record TestTarget(MigrationName migration, DatabaseAddress target) implements TargetTask {
        @Override
        public String id() {
            return "test-target/" + migration;
        }
    }
}
