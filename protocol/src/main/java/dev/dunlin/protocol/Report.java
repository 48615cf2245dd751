package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What workers found or did. Topic {@link Topics#REPORTS}, key: migration name. Delivered at least
 * once; the coordinator ignores what it knows already.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Report {

    MigrationName migration();

    /** The source was looked at. */
    @JsonTypeName("source-validated")
    record SourceValidated(MigrationName migration, List<Finding> findings, ServerFacts facts)
            implements Report {}

    /** The target was looked at. */
    @JsonTypeName("target-validated")
    record TargetValidated(MigrationName migration, List<Finding> findings) implements Report {}

    /** A snapshot is held; {@code request} is the one of the job that asked. */
    @JsonTypeName("snapshot-held")
    record SnapshotHeld(MigrationName migration, String database, int request, Snapshot snapshot)
            implements Report {}

    /**
     * The schema archive is in its topic.
     *
     * @param fingerprint digest of the entries' SQL: equal for equal schemas
     */
    @JsonTypeName("schema-dumped")
    record SchemaDumped(
            MigrationName migration,
            String database,
            String snapshotId,
            ArchiveRef archive,
            String fingerprint,
            List<Finding> warnings)
            implements Report {}

    /** One table's plan. {@code attempt} is unique to one run of the planning. */
    @JsonTypeName("table-planned")
    record TablePlanned(MigrationName migration, String snapshotId, String attempt, TablePlan plan)
            implements Report {}

    /**
     * Every table of a database has been reported, by the same attempt.
     *
     * @param stageItems how many items of each stage belong to no planned table
     * @param materializedViews those to fill, in dependency order
     */
    @JsonTypeName("database-planned")
    record DatabasePlanned(
            MigrationName migration,
            String database,
            String snapshotId,
            String attempt,
            int tables,
            long largeObjects,
            List<TableName> materializedViews,
            Map<ItemStage, Integer> stageItems,
            List<Finding> warnings)
            implements Report {}

    /** The target has the roles, as far as they could be made. */
    @JsonTypeName("roles-created")
    record RolesCreated(MigrationName migration, String database, List<Finding> warnings)
            implements Report {}

    /** The target's database has the settings and grants, as far as they could be given. */
    @JsonTypeName("database-settings-applied")
    record DatabaseSettingsApplied(
            MigrationName migration, String database, int items, List<Finding> warnings)
            implements Report {}

    /** The target has the ledger and pre-data. */
    @JsonTypeName("schema-restored")
    record SchemaRestored(
            MigrationName migration, String database, int items, List<Finding> warnings)
            implements Report {}

    /** Large objects are on the target. */
    @JsonTypeName("large-objects-restored")
    record LargeObjectsRestored(MigrationName migration, String database) implements Report {}

    /** A chunk's rows and its mark are committed on the target. */
    @JsonTypeName("chunk-loaded")
    record ChunkLoaded(MigrationName migration, ChunkId chunk, int generation, ChunkCounts counts)
            implements Report {}

    /** A chunk could not be loaded, and trying again will not help. */
    @JsonTypeName("chunk-failed")
    record ChunkFailed(MigrationName migration, ChunkId chunk, int generation, Failure failure)
            implements Report {}

    /** Whether a loaded chunk reads the same under the snapshot. */
    @JsonTypeName("chunk-checked")
    record ChunkChecked(
            MigrationName migration, ChunkId chunk, int generation, String snapshotId, boolean same)
            implements Report {}

    /**
     * A table was truncated or rewritten after the snapshot: what the snapshot saw of it cannot be
     * read any more.
     */
    @JsonTypeName("table-rewritten")
    record TableRewritten(MigrationName migration, TableId table, int generation)
            implements Report {}

    /** A table is empty and takes chunks of the generation. */
    @JsonTypeName("table-reset")
    record TableReset(MigrationName migration, TableId table, int generation) implements Report {}

    /**
     * A table is left out: foreign keys that point to it are not valid any more, and it is empty if
     * that was asked for.
     */
    @JsonTypeName("table-left-out")
    record TableLeftOut(
            MigrationName migration, TableId table, int generation, List<Finding> warnings)
            implements Report {
        public TableLeftOut {
            warnings = List.copyOf(warnings);
        }
    }

    /** Items of a table stand. {@code millis} is the time they took. */
    @JsonTypeName("items-built")
    record ItemsBuilt(
            MigrationName migration,
            TableId table,
            ItemStage stage,
            List<SchemaItem> items,
            long millis)
            implements Report {}

    /** A stage's items stand. */
    @JsonTypeName("stage-restored")
    record StageRestored(
            MigrationName migration,
            String database,
            ItemStage stage,
            int items,
            List<Finding> warnings)
            implements Report {}

    /** Materialized views are filled. */
    @JsonTypeName("views-refreshed")
    record ViewsRefreshed(MigrationName migration, String database) implements Report {}

    /** The source's sequences, and the marker that the task named. */
    @JsonTypeName("sequences-read")
    record SequencesRead(
            MigrationName migration, String database, List<SequenceValue> values, int marker)
            implements Report {}

    /** The target's sequences, read back after they were set, and the marker the task named. */
    @JsonTypeName("sequences-set")
    record SequencesSet(
            MigrationName migration, String database, List<SequenceValue> values, int marker)
            implements Report {}

    /**
     * A digest.
     *
     * @param buckets one digest for each bucket that was asked for
     * @param keys the listed keys, where a listing was asked for
     * @param occasion that of the request
     */
    @JsonTypeName("table-digested")
    record TableDigested(
            MigrationName migration,
            Side side,
            TableId table,
            int pass,
            int rangeNumber,
            List<Digest> buckets,
            List<KeyDigest> keys,
            long millis,
            String occasion)
            implements Report {}

    /** Objects by kind, and digests of what has no rows (large objects), as text. */
    @JsonTypeName("objects-counted")
    record ObjectsCounted(
            MigrationName migration, String database, Side side, SortedMap<String, String> counts)
            implements Report {}

    /** Nothing of the migration is left but its data. */
    @JsonTypeName("cleaned-up")
    record CleanedUp(MigrationName migration, String database) implements Report {}

    /**
     * Slot and publication stand.
     *
     * @param startLsn where the slot's changes begin
     */
    @JsonTypeName("capture-prepared")
    record CapturePrepared(
            MigrationName migration, String database, String startLsn, List<Finding> warnings)
            implements Report {}

    /**
     * A marker is in the source's WAL.
     *
     * @param sessions other sessions of the database that were in a transaction or had written
     *     since the marker before
     */
    @JsonTypeName("marker-written")
    record MarkerWritten(
            MigrationName migration, String database, int number, String lsn, int sessions)
            implements Report {}

    /**
     * Everything up to a marker is on the target.
     *
     * @param changes row changes that came between the marker before and this one
     */
    @JsonTypeName("marker-applied")
    record MarkerApplied(
            MigrationName migration, String database, int number, String lsn, long changes)
            implements Report {}

    /** New transactions of the database are read-only, other sessions were ended. */
    @JsonTypeName("source-fenced")
    record SourceFenced(MigrationName migration, String database, int number, int endedSessions)
            implements Report {}

    /** The database takes writes again. */
    @JsonTypeName("fence-lifted")
    record FenceLifted(MigrationName migration, String database, int number) implements Report {}

    /** Apply holds where it was told to; {@code request} is the one of the job that asked. */
    @JsonTypeName("apply-paused")
    record ApplyPaused(MigrationName migration, String database, String lsn, int request)
            implements Report {}

    /**
     * Apply stood at the LSN that its job named, and holds a snapshot of the target there.
     *
     * @param request the one of the job that asked
     * @param snapshot its id; empty when apply had gone past, or lost it
     */
    @JsonTypeName("target-anchored")
    record TargetAnchored(MigrationName migration, String database, int request, String snapshot)
            implements Report {}

    /** Nothing of the migration is left in a source database. */
    @JsonTypeName("capture-dropped")
    record CaptureDropped(MigrationName migration, String database) implements Report {}

    /** The target was emptied of what the migration made there. */
    @JsonTypeName("target-cleaned")
    record TargetCleaned(MigrationName migration, String database) implements Report {}

    /** Something people should know came up while following. */
    @JsonTypeName("noticed")
    record Noticed(MigrationName migration, List<Finding> findings) implements Report {}

    /**
     * A connection was tested; {@code migration} is the name that the task was given.
     *
     * @param failures why it did not work; empty when it did
     */
    @JsonTypeName("connection-tested")
    record ConnectionTested(MigrationName migration, ConnectionFacts facts, List<Failure> failures)
            implements Report {
        public ConnectionTested {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A server was looked through; {@code migration} is the name that the task was given.
     *
     * @param failures of databases that could not be looked into
     */
    @JsonTypeName("leftovers-found")
    record LeftoversFound(MigrationName migration, List<Leftover> leftovers, List<Failure> failures)
            implements Report {
        public LeftoversFound {
            leftovers = List.copyOf(leftovers);
            failures = List.copyOf(failures);
        }
    }

    /**
     * A leftover is gone, or stays.
     *
     * @param failures why it stays; empty when it is gone
     */
    @JsonTypeName("leftover-dropped")
    record LeftoverDropped(MigrationName migration, List<Failure> failures) implements Report {
        public LeftoverDropped {
            failures = List.copyOf(failures);
        }
    }

    /** A job cannot go on, and trying again will not help. */
    @JsonTypeName("job-failed")
    record JobFailed(MigrationName migration, String jobId, int request, Failure failure)
            implements Report {}

    /** A task cannot be done, and trying again will not help. */
    @JsonTypeName("task-failed")
    record TaskFailed(MigrationName migration, Task task, Failure failure) implements Report {}

    /**
     * A task was not done because its snapshot is gone: the coordinator issues it again under the
     * snapshot it knows.
     */
    @JsonTypeName("snapshot-missing")
    record SnapshotMissing(MigrationName migration, Task task) implements Report {}

    /**
     * Work moves on: keeps the coordinator from issuing it again. A job says so only when it moved,
     * never for being there.
     */
    @JsonTypeName("worker-alive")
    record WorkerAlive(MigrationName migration, String workId) implements Report {}

    /** What a part tells its whole; key: the whole's name. */
    sealed interface OfPart extends Report {}

    /**
     * A part says how it stands.
     *
     * @param startedBy id of the command that began what the part does now
     */
    @JsonTypeName("part-changed")
    record PartChanged(
            MigrationName migration, String database, String startedBy, MigrationStatus status)
            implements OfPart {}

    /** A part answers what its whole asked. */
    @JsonTypeName("part-replied")
    record PartReplied(MigrationName migration, Reply reply) implements OfPart {}

    /** The topics that carried rows and changes are gone. */
    @JsonTypeName("topics-dropped")
    record TopicsDropped(MigrationName migration, String database) implements Report {}
}
