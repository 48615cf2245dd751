package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePlan;
import java.util.List;

/**
 * The table that a command means, or why it cannot be had.
 *
 * @param tables the one table; empty with a refusal
 */
record TableChoice(List<TableId> tables, String refusal) {

    static TableChoice of(Draft draft, TableName name, String database) {
        Migration migration = draft.migration();
        if (!database.isEmpty() && !migration.databases().containsKey(database)) {
            return refused("migration " + migration.spec().name() + " has no database " + database);
        }
        String in = database.isEmpty() ? migration.databases().firstKey() : database;
        if (!draft.database(in).done(Step.PLAN)) {
            return refused(
                    "the tables of database " + in + " are not planned yet: ask when it copies");
        }
        for (int i = 0; i < draft.database(in).schema().tables(); i++) {
            TablePlan plan = draft.world().plan(new TableId(in, i));
            if (plan.name().equals(name)) {
                return of(draft, plan);
            }
        }
        return refused("database " + in + " has no table " + name.quoted() + " that moves");
    }

    private static TableChoice of(Draft draft, TablePlan plan) {
        if (plan.chunks().isEmpty()) {
            return refused(
                    "table "
                            + plan.name().quoted()
                            + " holds no rows of its own: name the table or partitions that do");
        }
        boolean tree = plan.chunks().getFirst() instanceof ChunkRange.Tree;
        if (tree && draft.migration().online()) {
            return refused(
                    "table "
                            + plan.name().quoted()
                            + " routes rows to its partitions anew: it cannot be followed apart"
                            + " from them");
        }
        return new TableChoice(List.of(plan.id()), "");
    }

    private static TableChoice refused(String why) {
        return new TableChoice(List.of(), why);
    }

    TableId table() {
        return tables.getFirst();
    }
}
