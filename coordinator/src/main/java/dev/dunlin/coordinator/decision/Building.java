package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Sweep;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import dev.dunlin.protocol.TargetTask;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keys, indexes, statistics and foreign keys of tables. */
final class Building {

    /** A table this large gets its indexes built side by side. */
    private static final long LARGE_TABLE = 64L << 20;

    private Building() {}

    /** The table is loaded: keys first, then the other indexes, then statistics. */
    static void begin(Draft draft, TableId id) {
        TablePlan plan = draft.world().plan(id);
        if (plan.keys().isEmpty()) {
            indexes(draft, id);
            return;
        }
        draft.record(new Fact.TableEntered(id, TablePhase.KEYS));
        build(draft, plan, ItemStage.KEYS, plan.indexes().isEmpty());
    }

    private static void indexes(Draft draft, TableId id) {
        TablePlan plan = draft.world().plan(id);
        if (plan.indexes().isEmpty()) {
            finish(draft, id);
            return;
        }
        draft.record(new Fact.TableEntered(id, TablePhase.INDEXES));
        build(draft, plan, ItemStage.INDEXES, groups(plan, ItemStage.INDEXES).size() == 1);
    }

    /** Statistics are gathered once; a parent has no rows of its own. */
    private static void finish(Draft draft, TableId id) {
        TablePlan plan = draft.world().plan(id);
        if (plan.chunks().isEmpty() || draft.world().table(id).analyzed()) {
            draft.record(new Fact.TableEntered(id, TablePhase.BUILT));
            return;
        }
        draft.record(new Fact.TableEntered(id, TablePhase.INDEXES));
        draft.record(new Fact.BuildIssued(id, Set.of(0), true));
        send(draft, plan, ItemStage.INDEXES, List.of(), true);
    }

    private static void build(Draft draft, TablePlan plan, ItemStage stage, boolean last) {
        boolean analyzes = last && !plan.chunks().isEmpty();
        Set<Integer> open = new TreeSet<>();
        groups(plan, stage).forEach(group -> open.add(group.getFirst().dumpId()));
        draft.record(new Fact.BuildIssued(plan.id(), open, analyzes));
        groups(plan, stage).forEach(group -> send(draft, plan, stage, group, analyzes));
    }

    /** Items of a stage by task. Keys take the table for themselves, so they come in one task. */
    private static List<List<SchemaItem>> groups(TablePlan plan, ItemStage stage) {
        List<SchemaItem> items =
                switch (stage) {
                    case KEYS -> plan.keys();
                    case INDEXES -> plan.indexes();
                    case FOREIGN_KEYS -> plan.foreignKeys();
                    case ATTACH, REST, GRANTS -> List.of();
                };
        if (items.isEmpty()) {
            return List.of();
        }
        boolean apart = stage == ItemStage.INDEXES && plan.bytes() >= LARGE_TABLE;
        return apart ? items.stream().map(List::of).toList() : List.of(items);
    }

    private static void send(
            Draft draft, TablePlan plan, ItemStage stage, List<SchemaItem> items, boolean analyze) {
        MigrationSpec spec = draft.migration().spec();
        String name = plan.id().database();
        draft.issue(
                new TargetTask.BuildItems(
                        spec.name(),
                        spec.targetOf(name),
                        plan.shape(),
                        draft.database(name).schema().dumped(),
                        stage,
                        items,
                        draft.world().table(plan.id()).generation(),
                        draft.world().table(plan.id()).wholeChunks(plan),
                        analyze,
                        stage == ItemStage.FOREIGN_KEYS
                                ? draft.database(name).schema().skipped()
                                : List.of()));
    }

    /** Sends what is under way again. */
    static void resend(Draft draft, TableId id) {
        TablePlan plan = draft.world().plan(id);
        Table table = draft.world().table(id);
        ItemStage stage = stage(table.phase());
        if (table.open().contains(0)) {
            send(draft, plan, stage, List.of(), true);
        }
        groups(plan, stage).stream()
                .filter(group -> table.open().contains(group.getFirst().dumpId()))
                .forEach(group -> send(draft, plan, stage, group, table.analyzed()));
    }

    private static ItemStage stage(TablePhase phase) {
        return switch (phase) {
            case KEYS -> ItemStage.KEYS;
            case INDEXES -> ItemStage.INDEXES;
            case FOREIGN_KEYS -> ItemStage.FOREIGN_KEYS;
            case PLANNED,
                    COPYING,
                    RESETTING,
                    BUILT,
                    COMPLETE,
                    VERIFYING,
                    VERIFIED,
                    DIFFERENT,
                    SKIPPED ->
                    ItemStage.REST;
        };
    }

    static Verdict built(Draft draft, Report.ItemsBuilt report) {
        TableId id = report.table();
        Table table = draft.world().findTable(id);
        int open = report.items().isEmpty() ? 0 : report.items().getFirst().dumpId();
        if (table == null
                || stage(table.phase()) != report.stage()
                || !table.open().contains(open)) {
            return Verdict.ignored("these items of " + id + " are not under way");
        }
        passed(draft, id, report.stage(), open, report.items().size(), report.millis());
        return Verdict.ACCEPTED;
    }

    /** A task is through, with so many items. */
    static void passed(Draft draft, TableId id, ItemStage stage, int open, int items, long millis) {
        draft.record(new Fact.ItemsBuilt(id, open, items, millis));
        if (draft.world().table(id).open().isEmpty()) {
            next(draft, id, stage);
        }
    }

    private static void next(Draft draft, TableId id, ItemStage stage) {
        switch (stage) {
            case KEYS -> indexes(draft, id);
            case INDEXES -> finish(draft, id);
            case FOREIGN_KEYS -> {
                draft.record(new Fact.TableEntered(id, TablePhase.COMPLETE));
                draft.record(new Fact.SweepClosed(id));
            }
            case ATTACH, REST, GRANTS -> throw new IllegalStateException(stage + " of " + id);
        }
    }

    /** Adds foreign keys table by table; answers whether all stand. */
    static boolean foreignKeys(Draft draft, String name) {
        int window = 2 * draft.migration().spec().settings().parallelism();
        int tables = draft.database(name).schema().tables();
        while (draft.database(name).sweep().next() < tables
                && draft.database(name).sweep().open() < window) {
            TableId id = new TableId(name, draft.database(name).sweep().next());
            draft.record(new Fact.SweepPassed(name, id.number() + 1));
            TablePlan plan = draft.world().plan(id);
            if (draft.world().table(id).phase() == TablePhase.COMPLETE) {
                continue;
            }
            if (plan.foreignKeys().isEmpty()) {
                draft.record(new Fact.TableEntered(id, TablePhase.COMPLETE));
            } else {
                draft.record(new Fact.TableEntered(id, TablePhase.FOREIGN_KEYS));
                draft.record(new Fact.SweepOpened(id));
                build(draft, plan, ItemStage.FOREIGN_KEYS, false);
            }
        }
        Sweep sweep = draft.database(name).sweep();
        return sweep.next() >= tables && sweep.open() == 0;
    }
}
