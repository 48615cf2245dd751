package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** Tasks of cdc workers: what it takes to follow a source, to fence it and to leave it. */
public sealed interface CaptureTask extends Task {

    /** The source database. */
    DatabaseAddress source();

    /**
     * Make the publication and the slot, or find them made by this migration; answered by {@link
     * Report.CapturePrepared}.
     */
    @JsonTypeName("prepare-capture")
    record PrepareCapture(
            MigrationName migration,
            DatabaseAddress source,
            TablePatterns patterns,
            OnlineSettings.SlotLimits limits)
            implements CaptureTask {
        @Override
        public String id() {
            return "prepare-capture/" + source.database();
        }
    }

    /**
     * Write a marker into the source's WAL. It travels through capture and apply like a change;
     * answered by {@link Report.MarkerWritten} here and {@link Report.MarkerApplied} from the sink.
     */
    @JsonTypeName("write-marker")
    record WriteMarker(MigrationName migration, DatabaseAddress source, int number)
            implements CaptureTask {
        @Override
        public String id() {
            return "write-marker/" + source.database() + "/" + number;
        }
    }

    /**
     * Make the database read-only for new transactions and end every other session; answered by
     * {@link Report.SourceFenced}.
     *
     * @param number counts how often it was fenced, so that it can be done again
     */
    @JsonTypeName("fence-source")
    record FenceSource(MigrationName migration, DatabaseAddress source, int number)
            implements CaptureTask {
        @Override
        public String id() {
            return "fence-source/" + source.database() + "/" + number;
        }
    }

    /** Let the database take writes again; answered by {@link Report.FenceLifted}. */
    @JsonTypeName("lift-fence")
    record LiftFence(MigrationName migration, DatabaseAddress source, int number)
            implements CaptureTask {
        @Override
        public String id() {
            return "lift-fence/" + source.database() + "/" + number;
        }
    }

    /**
     * Look for what migrations made on the server, in all its databases; answered by {@link
     * Report.LeftoversFound}.
     *
     * @param migration names the question
     */
    @JsonTypeName("find-source-leftovers")
    record FindLeftovers(MigrationName migration, DatabaseAddress source) implements CaptureTask {
        @Override
        public String id() {
            return "find-source-leftovers/" + migration;
        }
    }

    /**
     * Drop one of them, if it is what it was when it was found; answered by {@link
     * Report.LeftoverDropped}.
     *
     * @param force also when somebody uses it or it changed hands
     */
    @JsonTypeName("drop-source-leftover")
    record DropLeftover(
            MigrationName migration, DatabaseAddress source, Leftover leftover, boolean force)
            implements CaptureTask {
        @Override
        public String id() {
            return "drop-source-leftover/" + migration;
        }
    }

    /**
     * Remove slot, publication and whatever else was made; answered by {@link
     * Report.CaptureDropped}. Finds nothing to do when they are gone.
     */
    @JsonTypeName("drop-capture")
    record DropCapture(MigrationName migration, DatabaseAddress source) implements CaptureTask {
        @Override
        public String id() {
            return "drop-capture/" + source.database();
        }
    }
}
