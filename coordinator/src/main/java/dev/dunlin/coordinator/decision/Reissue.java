package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Skip;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TargetTask;
import java.util.function.Consumer;

/** Issues again what is under way: nothing that was done is done again. */
final class Reissue {

    private Reissue() {}

    static void everything(Draft draft) {
        if (!draft.migration().running()) {
            draft.migration().databases().keySet().forEach(name -> database(draft, name));
            return;
        }
        switch (draft.migration().checks()) {
            case SOURCE -> draft.issue(new SourceTask.ValidateSource(draft.migration().spec()));
            case TARGET ->
                    draft.issue(
                            new TargetTask.ValidateTarget(
                                    draft.migration().spec(), draft.migration().facts()));
            case PASSED -> {
                for (String name : draft.migration().databases().keySet()) {
                    if (Pursuit.needsSnapshot(draft, name) && !draft.database(name).hold().held()) {
                        Jobs.holdSnapshot(draft, name);
                    } else if (draft.database(name).phase().before(DatabasePhase.CLEANUP)) {
                        database(draft, name);
                    } else {
                        steps(draft, name);
                    }
                }
            }
        }
    }

    static void database(Draft draft, String name) {
        steps(draft, name);
        forEachTable(draft, name, id -> table(draft, id));
    }

    /** Steps of the database that were issued and are not done. */
    static void steps(Draft draft, String name) {
        draft.database(name)
                .steps()
                .forEach(
                        (step, standing) -> {
                            if (standing == Step.Standing.ISSUED) {
                                Steps.issue(draft, name, step);
                            }
                        });
    }

    /** Chunks under way may yet be loaded with rows of the replaced snapshot. */
    static void suspect(Draft draft, String name) {
        forEachTable(
                draft,
                name,
                id -> {
                    if (draft.world().table(id).phase() == TablePhase.COPYING) {
                        underWay(draft, id, chunk -> draft.record(new Fact.ChunkSuspected(chunk)));
                    }
                });
    }

    private static void table(Draft draft, TableId id) {
        Table table = draft.world().table(id);
        if (table.loadedChunks() != table.keptChunks() && draft.migration().resumes() > 0) {
            draft.record(new Fact.ChunksKept(id));
        }
        Skip skip = table.skip();
        if (skip != null && !skip.done()) {
            Skips.send(draft, id);
        }
        if (table.verification().open() && Comparing.active(draft, id.database())) {
            Verifying.restart(draft, id);
        }
        switch (table.phase()) {
            case COPYING -> underWay(draft, id, chunk -> chunk(draft, chunk));
            case RESETTING -> {
                if (skip == null) {
                    Copying.sendReset(draft, id);
                }
            }
            case KEYS, INDEXES, FOREIGN_KEYS -> Building.resend(draft, id);
            case VERIFYING -> Verifying.restart(draft, id);
            case PLANNED, BUILT, COMPLETE, VERIFIED, DIFFERENT, SKIPPED -> {}
        }
    }

    private static void chunk(Draft draft, ChunkId id) {
        if (draft.world().chunk(id).checking()) {
            Rechecks.sendIfHeld(draft, id);
        } else {
            Copying.send(draft, id);
        }
    }

    private static void underWay(Draft draft, TableId id, Consumer<ChunkId> then) {
        for (int i = 0; i < draft.world().table(id).nextChunk(); i++) {
            ChunkId chunk = new ChunkId(id, i);
            if (!draft.world().chunk(chunk).loaded()) {
                then.accept(chunk);
            }
        }
    }

    private static void forEachTable(Draft draft, String name, Consumer<TableId> then) {
        Database database = draft.database(name);
        if (database.done(Step.PLAN)) {
            for (int i = 0; i < database.schema().tables(); i++) {
                then.accept(new TableId(name, i));
            }
        }
    }
}
