package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** Tasks of snapshot workers, the only ones that connect to a source. */
public sealed interface SourceTask extends Task {

    /** Look at the source; answered by {@link Report.SourceValidated}. */
    @JsonTypeName("validate-source")
    record ValidateSource(MigrationSpec spec) implements SourceTask {
        @Override
        public MigrationName migration() {
            return spec.name();
        }

        @Override
        public String id() {
            return "validate-source";
        }
    }

    /** Take the schema archive under the snapshot; answered by {@link Report.SchemaDumped}. */
    @JsonTypeName("dump-schema")
    record DumpSchema(
            MigrationName migration,
            DatabaseAddress source,
            Snapshot snapshot,
            TablePatterns patterns)
            implements SourceTask {
        @Override
        public String id() {
            return "dump-schema/" + source.database();
        }
    }

    /**
     * Cut the tables into chunks; answered by one {@link Report.TablePlanned} for each table,
     * largest first, and then {@link Report.DatabasePlanned}.
     */
    @JsonTypeName("plan-tables")
    record PlanTables(
            MigrationName migration,
            DatabaseAddress source,
            Snapshot snapshot,
            ArchiveRef archive,
            TablePatterns patterns,
            long chunkBytes)
            implements SourceTask {
        @Override
        public String id() {
            return "plan-tables/" + source.database();
        }
    }

    /**
     * Stream one chunk into a partition of the migration's rows topic. Nothing is reported on
     * success: the loader reports the chunk when the target has it.
     */
    @JsonTypeName("copy-chunk")
    record CopyChunk(
            MigrationName migration,
            DatabaseAddress source,
            Snapshot snapshot,
            ChunkId chunk,
            int generation,
            TableShape shape,
            ChunkRange range,
            int partition)
            implements SourceTask {
        @Override
        public String id() {
            return "copy-chunk/" + chunk;
        }
    }

    /**
     * Read a chunk that an earlier snapshot loaded and compare its counts: the proof that it holds
     * the same rows under this snapshot. Answered by {@link Report.ChunkChecked}.
     */
    @JsonTypeName("check-chunk")
    record CheckChunk(
            MigrationName migration,
            DatabaseAddress source,
            Snapshot snapshot,
            ChunkId chunk,
            int generation,
            TableShape shape,
            ChunkRange range,
            ChunkCounts loaded)
            implements SourceTask {
        @Override
        public String id() {
            return "check-chunk/" + chunk;
        }
    }

    /**
     * Read every sequence's value; answered by {@link Report.SequencesRead}.
     *
     * @param marker the last one that was asked for, online; the answer names it again, so that it
     *     is not taken for that of a later cutover
     */
    @JsonTypeName("read-sequences")
    record ReadSequences(
            MigrationName migration, DatabaseAddress source, TablePatterns patterns, int marker)
            implements SourceTask {
        @Override
        public String id() {
            return "read-sequences/" + source.database();
        }
    }

    /** Digest a table under the snapshot; answered by {@link Report.TableDigested}. */
    @JsonTypeName("digest-source")
    record DigestSource(
            MigrationName migration,
            DatabaseAddress source,
            Snapshot snapshot,
            DigestRequest request)
            implements SourceTask {
        @Override
        public String id() {
            return "digest-source/" + request.label();
        }
    }

    /** Count what the target must hold too; answered by {@link Report.ObjectsCounted}. */
    @JsonTypeName("count-source")
    record CountSource(
            MigrationName migration,
            DatabaseAddress source,
            Snapshot snapshot,
            TablePatterns patterns)
            implements SourceTask {
        @Override
        public String id() {
            return "count-source/" + source.database();
        }
    }

    /**
     * Connect and look around, for whoever fills in a form; answered by {@link
     * Report.ConnectionTested}. Belongs to no migration: the name stands for the question.
     */
    @JsonTypeName("test-source")
    record TestSource(MigrationName migration, DatabaseAddress source) implements SourceTask {
        @Override
        public String id() {
            return "test-source/" + migration;
        }
    }
}
