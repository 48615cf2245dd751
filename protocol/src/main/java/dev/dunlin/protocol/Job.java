package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/**
 * Long-lived work with exactly one owner. Topics {@link Topics#jobs} (compacted), key: job id; the
 * worker that owns the partition runs the job until its tombstone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Job {

    MigrationName migration();

    /** Key of the job on its topic. */
    String id();

    /** The end this job connects to. */
    default Side side() {
        return switch (this) {
            case HoldSnapshot _ -> Side.SOURCE;
            case LoadRows _ -> Side.TARGET;
        };
    }

    /**
     * Export a snapshot and keep it alive; a new one when it is lost. Every new owner and every new
     * {@code request} is answered by {@link Report.SnapshotHeld}.
     */
    @JsonTypeName("hold-snapshot")
    record HoldSnapshot(MigrationName migration, DatabaseAddress source, int request)
            implements Job {
        @Override
        public String id() {
            return migration + "/hold-snapshot/" + source.database();
        }
    }

    /** Load one partition of the migration's rows topic into the target. */
    @JsonTypeName("load-rows")
    record LoadRows(
            MigrationName migration, Endpoint target, List<DatabasePair> databases, int partition)
            implements Job {
        public LoadRows {
            databases = List.copyOf(databases);
        }

        @Override
        public String id() {
            return migration + "/load-rows/" + partition;
        }
    }
}
