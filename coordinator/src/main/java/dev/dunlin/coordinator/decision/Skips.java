package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Schema;
import dev.dunlin.coordinator.migration.Skip;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Leaving one table out. Before constraints are built it is emptied; later its rows stay as they
 * are and nothing is applied to it any more. Foreign keys that point to it are not valid, and no
 * comparison looks at it.
 */
final class Skips {

    private Skips() {}

    /** Why the table cannot be left out now; empty when it is. */
    static String begin(Draft draft, Command.SkipTable command) {
        String refusal = refusal(draft, command);
        if (!refusal.isEmpty()) {
            return refusal;
        }
        TableChoice choice = TableChoice.of(draft, command.table(), command.database());
        if (!choice.refusal().isEmpty()) {
            return choice.refusal();
        }
        TableId id = choice.table();
        String name = id.database();
        if (draft.world().table(id).skip() != null) {
            return "table " + command.table().quoted() + " is left out already";
        } else if (!draft.database(name).phase().before(DatabasePhase.CLEANUP)) {
            return "database " + name + " is proved: nothing can be left out any more";
        }
        if (draft.migration().running()
                && !draft.database(name).phase().before(DatabasePhase.SEQUENCES)) {
            return "database " + name + " is being verified: ask again if that fails";
        }
        Comparing.stopAll(draft, "a table was left out");
        boolean empty = draft.database(name).phase().before(DatabasePhase.ALIGN);
        draft.record(
                new Fact.TableSkipped(
                        id,
                        new Skip(
                                command.by(),
                                draft.now().toString(),
                                command.reason(),
                                empty,
                                false)));
        if (draft.database(name).recheck().active()) {
            draft.record(new Fact.RecheckStarted(name));
        }
        if (draft.migration().running()) {
            if (draft.database(name).following().apply() > 0) {
                Jobs.apply(draft, name);
            }
            send(draft, id);
        }
        return "";
    }

    private static String refusal(Draft draft, Command.SkipTable command) {
        if (!draft.world().exists()) {
            return "there is no migration " + command.migration();
        }
        Migration migration = draft.migration();
        String name = "migration " + command.migration();
        if (!migration.running() && migration.state() != MigrationState.FAILED) {
            return name + " is " + migration.state().label() + ": nothing can be left out";
        } else if (migration.closing().giving()) {
            return name + " is being given up";
        } else if (migration.closing().underWay()) {
            return "a cutover is under way: withdraw it first";
        }
        return "";
    }

    /** What is said of a table that was left out. */
    static String said(Draft draft, Command.SkipTable command) {
        boolean failed = draft.migration().state() == MigrationState.FAILED;
        return "table "
                + command.table().quoted()
                + " is left out"
                + (failed ? "; retry the migration to go on without it" : "");
    }

    /** Tells the target, unless apply may still have changes of the table in hand. */
    static void send(Draft draft, TableId id) {
        Table table = draft.world().table(id);
        boolean empty = Objects.requireNonNull(table.skip()).empty();
        if (empty && draft.database(id.database()).following().awaitsHold()) {
            return;
        }
        draft.issue(
                new TargetTask.LeaveTableOut(
                        draft.migration().spec().name(),
                        draft.migration().spec().targetOf(id.database()),
                        draft.world().plan(id).shape(),
                        table.generation(),
                        empty));
    }

    /** An empty table goes the way of the others: its keys are what foreign keys point to. */
    static Verdict leftOut(Draft draft, Report.TableLeftOut report) {
        TableId id = report.table();
        Table table = draft.world().findTable(id);
        Skip skip = table == null ? null : table.skip();
        if (table == null
                || skip == null
                || skip.done()
                || table.generation() != report.generation()) {
            return Verdict.ignored("table " + id + " is not being left out");
        }
        draft.record(new Fact.Noted(report.warnings()));
        draft.record(new Fact.TableLeftOut(id));
        if (table.phase() == TablePhase.RESETTING) {
            Building.begin(draft, id);
        }
        return Verdict.ACCEPTED;
    }

    /** What cannot be built on a table that is left out is said, and stops nobody. */
    static boolean tolerated(Draft draft, Task task, Failure failure) {
        if (!(task instanceof TargetTask.BuildItems build)) {
            return false;
        }
        TableId id = build.shape().id();
        Table table = draft.world().findTable(id);
        int open = build.items().isEmpty() ? 0 : build.items().getFirst().dumpId();
        if (table == null
                || table.skip() == null
                || table.generation() != build.generation()
                || !table.open().contains(open)) {
            return false;
        }
        draft.record(
                new Fact.Noted(
                        List.of(
                                Finding.warning(
                                        failure.code(),
                                        id.database(),
                                        build.shape().name().quoted(),
                                        "left out, and so is this: " + failure.message(),
                                        failure.action()))));
        Building.passed(draft, id, build.stage(), open, 0, 0);
        return true;
    }

    /** The patterns without what was left out, for what is counted on both sides. */
    static TablePatterns without(TablePatterns patterns, Schema schema) {
        List<String> exclude = new ArrayList<>(patterns.exclude());
        schema.skipped().stream().map(TableName::quoted).forEach(exclude::add);
        return new TablePatterns(patterns.include(), exclude);
    }
}
