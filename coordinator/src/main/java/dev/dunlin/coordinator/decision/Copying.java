package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Chunk;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import dev.dunlin.protocol.TargetTask;
import java.util.List;

/** Chunks on their way from source to target. */
final class Copying {

    /** In-flight budget in chunks of full size, for each reader. */
    private static final long FULL_CHUNKS_PER_READER = 2;

    /** Most chunks in flight for each reader, however small they are. */
    private static final int CHUNKS_PER_READER = 32;

    private Copying() {}

    /**
     * Issues chunks in order, tables to copy again first, while the budget of bytes in flight
     * lasts: what was issued and not loaded is all that the broker ever holds.
     */
    static void issue(Draft draft, String name) {
        while (budgetLasts(draft) && !Pursuit.throttled(draft, name)) {
            Database database = draft.database(name);
            boolean again = !database.redo().isEmpty();
            int number = again ? database.redo().getFirst() : database.nextTable();
            if (!again && number >= database.schema().tables()) {
                return;
            }
            TableId id = new TableId(name, number);
            Table table = draft.world().table(id);
            if (table.skip() != null) {
                draft.record(new Fact.TablePassed(id));
                continue;
            }
            if (table.phase() == TablePhase.RESETTING) {
                return;
            }
            TablePlan plan = draft.world().plan(id);
            if (plan.chunks().isEmpty()) {
                draft.record(new Fact.TablePassed(id));
                Building.begin(draft, id);
            } else {
                issueChunk(draft, plan, table.nextChunk());
            }
        }
    }

    private static boolean budgetLasts(Draft draft) {
        MigrationSettings settings = draft.migration().spec().settings();
        Migration.Flight flight = draft.migration().flight();
        long bytes = flight.bytes().stream().mapToLong(Long::longValue).sum();
        return flight.chunks() < CHUNKS_PER_READER * settings.parallelism()
                && bytes < FULL_CHUNKS_PER_READER * settings.parallelism() * settings.chunkBytes();
    }

    /** A chunk goes to the partition that has the least to load. */
    private static void issueChunk(Draft draft, TablePlan plan, int number) {
        List<Long> loads = draft.migration().flight().bytes();
        int partition = 0;
        for (int i = 1; i < loads.size(); i++) {
            partition = loads.get(i) < loads.get(partition) ? i : partition;
        }
        ChunkId id = new ChunkId(plan.id(), number);
        draft.record(new Fact.ChunkIssued(id, partition, draft.now().toEpochMilli()));
        send(draft, id);
    }

    /** Sends a chunk's copy task, for the first time or again. */
    static void send(Draft draft, ChunkId id) {
        MigrationSpec spec = draft.migration().spec();
        TablePlan plan = draft.world().plan(id.table());
        String name = id.table().database();
        draft.issue(
                new SourceTask.CopyChunk(
                        spec.name(),
                        spec.sourceOf(name),
                        draft.database(name).hold().current(),
                        id,
                        draft.world().table(id.table()).generation(),
                        plan.shape(),
                        plan.chunks().get(id.number()),
                        draft.world().chunk(id).partition()));
    }

    static Verdict loaded(Draft draft, Report.ChunkLoaded report) {
        ChunkId id = report.chunk();
        Table table = draft.world().findTable(id.table());
        Chunk chunk = draft.world().findChunk(id);
        if (table == null || chunk == null) {
            return Verdict.rejected("chunk " + id + " was never issued");
        }
        if (id.number() >= table.nextChunk()) {
            return Verdict.ignored("chunk " + id + " is of an earlier plan or generation");
        }
        if (table.generation() != report.generation()) {
            return Verdict.ignored("chunk " + id + " is of an emptied generation");
        }
        if (chunk.loaded() || chunk.checking()) {
            return Verdict.ignored("chunk " + id + " is loaded");
        }
        if (chunk.suspect()) {
            draft.record(new Fact.SuspectLoaded(id, report.counts()));
            Rechecks.sendIfHeld(draft, id);
            return Verdict.ACCEPTED;
        }
        accept(draft, id, report.counts());
        return Verdict.ACCEPTED;
    }

    /** Counts a chunk as loaded; the last one sends its table on. */
    static void accept(Draft draft, ChunkId id, ChunkCounts counts) {
        draft.record(new Fact.ChunkLoaded(id, counts, draft.now().toEpochMilli()));
        TablePlan plan = draft.world().plan(id.table());
        if (draft.world().table(id.table()).loadedChunks() == plan.chunks().size()) {
            Building.begin(draft, id.table());
        }
    }

    static Verdict failed(Draft draft, Report.ChunkFailed report) {
        Table table = draft.world().findTable(report.chunk().table());
        Chunk chunk = draft.world().findChunk(report.chunk());
        if (table == null
                || chunk == null
                || chunk.loaded()
                || table.generation() != report.generation()) {
            return Verdict.ignored("chunk " + report.chunk() + " is not under way");
        }
        draft.fail(report.failure());
        return Verdict.ACCEPTED;
    }

    /**
     * What a snapshot saw of a truncated table is gone. The source of an offline migration was not
     * quiet; online, the table waits for a snapshot of its own, so that others need not begin
     * again.
     */
    static Verdict rewritten(Draft draft, Report.TableRewritten report) {
        TableId id = report.table();
        Table table = draft.world().findTable(id);
        if (table == null
                || table.phase() != TablePhase.COPYING
                || table.generation() != report.generation()) {
            return Verdict.ignored("table " + id + " is not being copied");
        }
        if (!draft.migration().online()) {
            draft.fail(Failures.sourceChanged(draft.world().plan(id).name(), 1));
            return Verdict.ACCEPTED;
        }
        if (id.number() >= draft.database(id.database()).nextTable()) {
            draft.record(new Fact.TablePassed(id));
        }
        draft.record(new Fact.TableEmptied(id));
        draft.record(new Fact.TablePostponed(id.database(), id.number()));
        sendReset(draft, id);
        return Verdict.ACCEPTED;
    }

    /** What apply may have in hand must not meet an empty table: it holds first. */
    static void sendReset(Draft draft, TableId id) {
        MigrationSpec spec = draft.migration().spec();
        if (draft.database(id.database()).following().awaitsHold()) {
            return;
        }
        draft.issue(
                new TargetTask.ResetTable(
                        spec.name(),
                        spec.targetOf(id.database()),
                        draft.world().plan(id).shape(),
                        draft.world().table(id).generation()));
    }

    /** The table is empty: its chunks are issued anew. */
    static Verdict reset(Draft draft, Report.TableReset report) {
        Table table = draft.world().findTable(report.table());
        if (table == null
                || table.phase() != TablePhase.RESETTING
                || table.skip() != null
                || table.generation() != report.generation()) {
            return Verdict.ignored("table " + report.table() + " is not being emptied");
        }
        draft.record(new Fact.TableEntered(report.table(), TablePhase.PLANNED));
        return Verdict.ACCEPTED;
    }
}
