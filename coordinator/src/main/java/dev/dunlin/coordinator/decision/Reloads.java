package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Following;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePhase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copying one table again. While rows are copied that is one more turn. While its source is
 * followed, apply holds, the table is emptied and copied under a snapshot of its own, and changes
 * of it that are older than that are passed over from then on.
 */
final class Reloads {

    private Reloads() {}

    /** Why the table cannot be copied again now; empty when it is. */
    static String begin(Draft draft, Command.ReloadTable command) {
        String refusal = refusal(draft, command);
        if (!refusal.isEmpty()) {
            return refusal;
        }
        TableChoice choice = TableChoice.of(draft, command.table(), command.database());
        if (!choice.refusal().isEmpty()) {
            return choice.refusal();
        }
        String name = choice.table().database();
        DatabasePhase phase = draft.database(name).phase();
        Table table = draft.world().table(choice.table());
        if (table.skip() != null) {
            return "table " + command.table().quoted() + " is left out of the migration";
        } else if (table.phase() == TablePhase.PLANNED || table.phase() == TablePhase.RESETTING) {
            return "table " + command.table().quoted() + " is yet to be copied";
        } else if (draft.database(name).recheck().active()) {
            return "loaded chunks are being compared with a new snapshot: ask again after that";
        }
        boolean first = draft.database(name).following().apply() == 0;
        boolean copied = first && phase.before(DatabasePhase.ALIGN);
        boolean followed = phase == DatabasePhase.CATCHUP || phase == DatabasePhase.STREAMING;
        if (!copied && !followed) {
            return "database %s is in phase %s: a table is copied again before constraints are"
                            .formatted(name, phase.label())
                    + " built, or while changes are applied";
        }
        Comparing.stopAll(draft, "a table is copied again");
        draft.record(new Fact.CommandTaken(Pending.of(command)));
        forgetFence(draft, name, command.table());
        if (followed || (draft.migration().online() && phase == DatabasePhase.INDEXES)) {
            whileFollowed(draft, choice.table());
        } else {
            draft.record(new Fact.TableEmptied(choice.table()));
            backToCopy(draft, name);
        }
        Copying.sendReset(draft, choice.table());
        return "";
    }

    private static String refusal(Draft draft, Command.ReloadTable command) {
        if (!draft.world().exists()) {
            return "there is no migration " + command.migration();
        }
        Migration migration = draft.migration();
        String name = "migration " + command.migration();
        if (!migration.running()) {
            return name + " is " + migration.state().label() + ": no table is copied";
        } else if (migration.paused()) {
            return name + " is paused: resume it first";
        } else if (migration.closing().giving()) {
            return name + " is being given up";
        } else if (migration.closing().underWay()) {
            return "a cutover is under way: withdraw it first";
        }
        return "";
    }

    /** What the table was copied under does not count any more. */
    private static void forgetFence(Draft draft, String name, TableName table) {
        Following following = draft.database(name).following();
        List<TableFence> others =
                following.fences().stream().filter(f -> !f.table().equals(table)).toList();
        if (others.size() < following.fences().size()) {
            draft.record(new Fact.FencesKnown(name, following.fence(), others));
        }
    }

    /** The table waits for a snapshot of its own, and that for apply to hold. */
    private static void whileFollowed(Draft draft, TableId id) {
        String name = id.database();
        draft.record(new Fact.TableEmptied(id));
        draft.record(new Fact.ReloadBegun(name, id.number()));
        backToCopy(draft, name);
        if (draft.database(name).following().apply() > 0) {
            Jobs.apply(draft, name);
        }
    }

    private static void backToCopy(Draft draft, String name) {
        if (draft.database(name).phase() != DatabasePhase.COPY) {
            Roadmap.enter(draft, name, DatabasePhase.COPY);
        }
        draft.record(
                new Fact.StateEntered(
                        MigrationState.IN_PROGRESS, MigrationSubstate.MIGRATING_DATA));
    }

    private static boolean whole(Database database) {
        return database.totals().tablesLoaded() == database.schema().tables();
    }

    /** Nothing is applied any more: tables can be emptied. */
    static Verdict applyHeld(Draft draft, Report.ApplyPaused report) {
        String name = report.database();
        if (!draft.database(name).following().awaitsHold()) {
            return Verdict.ignored("apply of " + name + " holds");
        }
        draft.record(new Fact.ApplyHeld(name, report.request()));
        boolean begun =
                draft.database(name).phase() == DatabasePhase.COPY
                        && draft.database(name).following().late().tables().isEmpty();
        if (begun && !whole(draft.database(name))) {
            // Whoever held their snapshot may be gone.
            Jobs.holdSnapshot(draft, name);
        }
        for (int i = 0; i < draft.database(name).schema().tables(); i++) {
            TableId id = new TableId(name, i);
            Table table = draft.world().table(id);
            if (table.phase() == TablePhase.RESETTING) {
                if (table.skip() == null) {
                    Copying.sendReset(draft, id);
                } else {
                    Skips.send(draft, id);
                }
            }
        }
        return Verdict.ACCEPTED;
    }

    /**
     * Tables that are not whole are copied under the snapshot of this LSN; all others keep the one
     * they were copied under.
     */
    static void copiesUnder(Draft draft, String name, String lsn) {
        Database database = draft.database(name);
        Following following = database.following();
        Set<TableName> again = new HashSet<>();
        for (int i = 0; i < database.schema().tables(); i++) {
            TableId id = new TableId(name, i);
            TablePhase phase = draft.world().table(id).phase();
            if (phase == TablePhase.COPYING) {
                draft.record(new Fact.TableEmptied(id));
            }
            if (phase == TablePhase.COPYING
                    || phase == TablePhase.RESETTING
                    || phase == TablePhase.PLANNED) {
                again.add(draft.world().plan(id).name());
            }
        }
        List<TableFence> fences = new ArrayList<>(following.fences());
        fences.removeIf(fence -> again.contains(fence.table()));
        again.forEach(table -> fences.add(new TableFence(table, lsn)));
        draft.record(new Fact.FencesKnown(name, following.fence(), List.copyOf(fences)));
    }
}
