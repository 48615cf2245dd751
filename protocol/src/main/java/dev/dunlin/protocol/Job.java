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

    /** Whose work this is. */
    default Role role() {
        return switch (this) {
            case HoldSnapshot _ -> Role.SNAPSHOT;
            case CaptureChanges _ -> Role.CAPTURE;
            case LoadRows _, ApplyChanges _ -> Role.SINK;
        };
    }

    /**
     * Export a snapshot and keep it alive; a new one when it is lost. Every new owner and every new
     * {@code request} is answered by {@link Report.SnapshotHeld}.
     *
     * @param anchored whether the snapshot's LSN must divide transactions exactly: those whose
     *     commit record begins before it are seen, all others are not. Takes a temporary slot.
     * @param occasion what the snapshot is for; one that was taken for another occasion is given up
     */
    @JsonTypeName("hold-snapshot")
    record HoldSnapshot(
            MigrationName migration,
            DatabaseAddress source,
            int request,
            boolean anchored,
            long occasion)
            implements Job {

        @Override
        public String id() {
            return migration + "/hold-snapshot/" + source.database();
        }
    }

    /**
     * Load one partition of the migration's rows topic into the target.
     *
     * @param partitions how many there are, so that whoever makes the topic makes all of them
     */
    @JsonTypeName("load-rows")
    record LoadRows(
            MigrationName migration,
            Endpoint target,
            List<DatabasePair> databases,
            int partition,
            @Otherwise("1") int partitions)
            implements Job {
        public LoadRows {
            databases = List.copyOf(databases);
        }

        @Override
        public String id() {
            return migration + "/load-rows/" + partition;
        }
    }

    /**
     * Follow a source database from its slot into one partition of the changes topic.
     *
     * @param startLsn where the slot began: a slot that is younger is not ours
     * @param request counts how often it was asked for again
     */
    @JsonTypeName("capture-changes")
    record CaptureChanges(
            MigrationName migration,
            DatabaseAddress source,
            int partition,
            TablePatterns patterns,
            OnlineSettings.SlotLimits limits,
            String startLsn,
            int request)
            implements Job {
        @Override
        public String id() {
            return migration + "/capture-changes/" + source.database();
        }
    }

    /**
     * Apply one partition of the changes topic to the target.
     *
     * @param startLsn position of a target that has applied nothing yet
     * @param fence changes whose commit record begins before this are in the copy already
     * @param fences tables with another fence
     * @param skipped tables that were left out: their changes are passed over
     * @param pauseAt apply holds, and says so, once its position is at or behind this; empty to go
     *     on
     * @param anchorAt a snapshot of the target is held that has exactly what was committed before
     *     this, and {@link Report.TargetAnchored} names it; empty for none
     * @param request counts how often it was asked for again
     */
    @JsonTypeName("apply-changes")
    record ApplyChanges(
            MigrationName migration,
            String database,
            DatabaseAddress target,
            int partition,
            TablePatterns patterns,
            String startLsn,
            String fence,
            List<TableFence> fences,
            List<TableName> skipped,
            String pauseAt,
            String anchorAt,
            int request)
            implements Job {
        public ApplyChanges {
            fences = List.copyOf(fences);
            skipped = List.copyOf(skipped);
        }

        @Override
        public String id() {
            return migration + "/apply-changes/" + database;
        }
    }
}
