package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Chunk;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Recheck;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePlan;
import java.util.List;

/** Reading loaded chunks again after a snapshot was replaced. */
final class Rechecks {

    private Rechecks() {}

    /** Walks on; at the end tables that changed are emptied, or the migration stops. */
    static void advance(Draft draft, String name) {
        int window = 4 * draft.migration().spec().settings().parallelism();
        while (draft.database(name).recheck().open() < window && walk(draft, name)) {
            // each turn issues one chunk
        }
        Database database = draft.database(name);
        Recheck recheck = database.recheck();
        boolean walked = recheck.table() >= database.schema().tables() && recheck.open() == 0;
        if (walked && database.done(Step.DUMP)) {
            end(draft, name, recheck.changed());
        }
    }

    /** Issues the next loaded chunk of an unchanged table; false when there is none. */
    private static boolean walk(Draft draft, String name) {
        Recheck recheck = draft.database(name).recheck();
        int tables = draft.database(name).schema().tables();
        int first = recheck.chunk();
        for (int number = recheck.table(); number < tables; number++) {
            TableId table = new TableId(name, number);
            boolean passed =
                    recheck.changed().contains(number) || draft.world().table(table).skip() != null;
            int chunks = passed ? 0 : draft.world().table(table).nextChunk();
            for (int i = first; i < chunks; i++) {
                ChunkId id = new ChunkId(table, i);
                Chunk chunk = draft.world().findChunk(id);
                if (chunk != null && chunk.loaded()) {
                    draft.record(new Fact.RecheckIssued(id));
                    sendIfHeld(draft, id);
                    return true;
                }
            }
            first = 0;
        }
        if (recheck.table() < tables) {
            draft.record(new Fact.RecheckPassed(name, tables, 0));
        }
        return false;
    }

    private static void end(Draft draft, String name, List<Integer> changed) {
        boolean late = draft.database(name).phase().compareTo(DatabasePhase.INDEXES) > 0;
        if (late && !changed.isEmpty()) {
            TableId first = new TableId(name, changed.getFirst());
            draft.fail(Failures.sourceChanged(draft.world().plan(first).name(), changed.size()));
            return;
        }
        draft.record(new Fact.RecheckEnded(name));
        for (int number : changed) {
            empty(draft, new TableId(name, number));
        }
        if (!changed.isEmpty() && draft.database(name).phase() == DatabasePhase.INDEXES) {
            Roadmap.enter(draft, name, DatabasePhase.COPY);
        }
        Reissue.database(draft, name);
    }

    private static void empty(Draft draft, TableId table) {
        draft.record(new Fact.TableEmptied(table));
    }

    /** Sends a check when there is a snapshot to read under; otherwise adoption sends it. */
    static void sendIfHeld(Draft draft, ChunkId id) {
        String name = id.table().database();
        if (!draft.database(name).hold().held()) {
            return;
        }
        MigrationSpec spec = draft.migration().spec();
        TablePlan plan = draft.world().plan(id.table());
        draft.issue(
                new SourceTask.CheckChunk(
                        spec.name(),
                        spec.sourceOf(name),
                        draft.database(name).hold().current(),
                        id,
                        draft.world().table(id.table()).generation(),
                        plan.shape(),
                        plan.chunks().get(id.number()),
                        draft.world().chunk(id).counts()));
    }

    static Verdict checked(Draft draft, Report.ChunkChecked report) {
        ChunkId id = report.chunk();
        Database database = draft.database(id.table().database());
        Table table = draft.world().findTable(id.table());
        Chunk chunk = draft.world().findChunk(id);
        if (table == null || chunk == null) {
            return Verdict.rejected("chunk " + id + " was never issued");
        }
        if (!database.hold().held()
                || !database.hold().current().id().equals(report.snapshotId())) {
            return Verdict.ignored("checked under a replaced snapshot");
        }
        if (!chunk.checking() || table.generation() != report.generation()) {
            return Verdict.ignored("chunk " + id + " is not being checked");
        }
        if (chunk.loaded()) {
            draft.record(new Fact.Rechecked(id, report.same()));
        } else if (report.same()) {
            Copying.accept(draft, id, chunk.counts());
        } else {
            empty(draft, id.table());
            Copying.sendReset(draft, id.table());
        }
        return Verdict.ACCEPTED;
    }
}
