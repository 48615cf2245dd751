package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.KeyDigest;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.SequenceValue;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Something that became true of a migration. {@link Evolution} says what each changes; facts carry
 * everything that needs, times included.
 */
public sealed interface Fact {

    /** A fact about one database. */
    sealed interface OfDatabase extends Fact {
        String database();
    }

    /** A fact about one table. */
    sealed interface OfTable extends Fact {
        TableId table();
    }

    /** A fact about one chunk. */
    sealed interface OfChunk extends Fact {
        ChunkId chunk();
    }

    record Started(MigrationSpec spec, Pending command, long at) implements Fact {}

    record Resumed(Pending command, Endpoint source, Endpoint target, long at) implements Fact {}

    record Heard(long at) implements Fact {}

    record StateEntered(MigrationState state, MigrationSubstate substate) implements Fact {}

    record SourceSeen(List<Finding> findings, ServerFacts facts) implements Fact {}

    record TargetSeen(List<Finding> findings) implements Fact {}

    record ChecksReached(Migration.Checks checks) implements Fact {}

    record Noted(List<Finding> findings) implements Fact {}

    record FailureMet(Failure failure) implements Fact {}

    record DifferenceFound(List<String> differences) implements Fact {}

    record SnapshotRequested(String database, int request) implements OfDatabase {}

    record SnapshotAdopted(String database, Snapshot snapshot) implements OfDatabase {}

    record PhaseEntered(String database, DatabasePhase phase, String at) implements OfDatabase {}

    record StepIssued(String database, Step step) implements OfDatabase {}

    record StepDone(String database, Step step, int items) implements OfDatabase {}

    /** The steps are to be done again. */
    record StepsForgotten(String database, Set<Step> steps) implements OfDatabase {}

    record SchemaKnown(String database, ArchiveRef archive, String fingerprint)
            implements OfDatabase {}

    /** Every table of the database is planned. */
    record DatabasePlanned(
            String database,
            int tables,
            long largeObjects,
            List<TableName> views,
            Map<ItemStage, Integer> stageItems)
            implements OfDatabase {}

    /** Tables arrive from a run of the planning; those of another one are forgotten. */
    record PlanBegun(String database, String attempt) implements OfDatabase {}

    record SequencesKnown(String database, List<SequenceValue> values) implements OfDatabase {}

    record CountsKnown(String database, Side side, SortedMap<String, String> counts)
            implements OfDatabase {}

    /** A fact about how a database is followed. */
    sealed interface OfFollowing extends OfDatabase {}

    record CaptureStood(String database, String startLsn) implements OfFollowing {}

    record CaptureAsked(String database) implements OfFollowing {}

    record ApplyAsked(String database) implements OfFollowing {}

    /** Which changes the copy holds already. */
    record FencesKnown(String database, String fence, List<TableFence> fences)
            implements OfFollowing {}

    /** The table is copied again, under a snapshot of its own. */
    record ReloadBegun(String database, int table) implements OfDatabase {}

    /** The table waits for a snapshot of its own, after all others are copied. */
    record TablePostponed(String database, int table) implements OfDatabase {}

    /** Another snapshot is asked for, for the tables that wait. */
    record LateAsked(String database) implements OfFollowing {}

    /** Tables that waited are copied under the snapshot there is. */
    record LateBegun(String database) implements OfDatabase {}

    record MarkerAsked(String database) implements OfFollowing {}

    record SessionsSeen(String database, int sessions) implements OfFollowing {}

    /** A marker is on the target; so many changes came before it and after the last one. */
    record MarkerSeen(String database, long changes) implements OfFollowing {}

    record FencingAsked(String database) implements OfFollowing {}

    record FenceChanged(String database, boolean fenced) implements OfFollowing {}

    /** Apply holds, as this request to it asked. */
    record ApplyHeld(String database, int request) implements OfFollowing {}

    record Measured(String database, Readiness readiness) implements OfFollowing {}

    /** A fact about a comparison that somebody asked for. */
    sealed interface OfComparison extends OfDatabase {}

    record ComparisonAsked(String database, Pending command, Comparison.Stage first, long at)
            implements OfComparison {}

    record ComparisonReached(String database, Comparison.Stage stage) implements OfComparison {}

    /** The source is seen by a snapshot of this LSN. */
    record ComparisonAnchored(String database, String lsn) implements OfComparison {}

    /** The target is seen by this snapshot; empty for as it stands. */
    record ComparisonOpened(String database, String targetSnapshot) implements OfComparison {}

    /** A snapshot was lost: what was compared is forgotten. */
    record ComparisonBegunAnew(String database, Comparison.Stage first, long at)
            implements OfComparison {}

    record ComparisonFound(String database, List<String> differences) implements OfComparison {}

    record ComparisonEnded(String database, int tables, String message, long at)
            implements OfComparison {}

    record CutoverBegun(OnlineSettings.CutoverTerms terms, long at) implements Fact {}

    record CutoverEnded(String refusal) implements Fact {}

    record GivenUp(Command.TargetFate target, long at) implements Fact {}

    record Paused(boolean paused) implements Fact {}

    /** A cutover may go on to its fence. */
    record GatePassed(String by) implements Fact {}

    /** Nothing is left of the migration but what was replied. */
    record Deleted() implements Fact {}

    record CommandTaken(Pending command) implements Fact {}

    /** A command was answered; true also of one that was refused where nothing exists. */
    record CommandAnswered(Pending command, Reply reply, long at) implements Fact {}

    record RecheckStarted(String database) implements OfDatabase {}

    record RecheckEnded(String database) implements OfDatabase {}

    /** The recheck's walk passed tables without anything to check. */
    record RecheckPassed(String database, int table, int chunk) implements OfDatabase {}

    record SweepStarted(String database) implements OfDatabase {}

    record SweepPassed(String database, int next) implements OfDatabase {}

    record TablePlanned(TablePlan plan) implements OfTable {
        @Override
        public TableId table() {
            return plan.id();
        }
    }

    record TableEntered(TableId table, TablePhase phase) implements OfTable {}

    /** The table was given work in the sweep under way. */
    record SweepOpened(TableId table) implements OfTable {}

    record SweepClosed(TableId table) implements OfTable {}

    /** All chunks of the table are issued. */
    record TablePassed(TableId table) implements OfTable {}

    record TableEmptied(TableId table) implements OfTable {}

    /** The table is left out. */
    record TableSkipped(TableId table, Skip skip) implements OfTable {}

    /** The target knows that the table is left out. */
    record TableLeftOut(TableId table) implements OfTable {}

    record ChunksKept(TableId table) implements OfTable {}

    record BuildIssued(TableId table, Set<Integer> open, boolean analyzes) implements OfTable {}

    record ItemsBuilt(TableId table, int open, int items, long millis) implements OfTable {}

    record TableDigested(
            TableId table, Side side, int range, List<Digest> digests, List<KeyDigest> keys)
            implements OfTable {}

    record VerificationNarrowed(TableId table, int pass, int range, int bucket)
            implements OfTable {}

    /** Its digests are compared; without differences it is equal. */
    record TableJudged(TableId table, List<String> differences) implements OfTable {}

    record ChunkIssued(ChunkId chunk, int partition, long at) implements OfChunk {}

    record ChunkLoaded(ChunkId chunk, ChunkCounts counts, long at) implements OfChunk {}

    /** An attempt under a replaced snapshot may still be loaded. */
    record ChunkSuspected(ChunkId chunk) implements OfChunk {}

    /** A suspect chunk was loaded and is being checked. */
    record SuspectLoaded(ChunkId chunk, ChunkCounts counts) implements OfChunk {}

    /** The recheck's walk issued this loaded chunk. */
    record RecheckIssued(ChunkId chunk) implements OfChunk {}

    record Rechecked(ChunkId chunk, boolean same) implements OfChunk {}
}
