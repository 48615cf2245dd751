package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Reply.Status;
import dev.dunlin.protocol.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part as its whole sees it: takes commands once, works in steps, tells and replies. */
final class FakePart {

    private final MigrationName name;
    private final String database;
    private final Map<String, List<Reply>> answers = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private @Nullable MigrationSpec spec;
    private MigrationState state = MigrationState.IN_PROGRESS;
    private DatabasePhase phase = DatabasePhase.SNAPSHOT;
    private String startedBy = "";
    private long version;
    private boolean paused;

    /** Databases that fail, while they are to. */
    boolean fails;

    boolean failsValidation;

    /** How often its tables were copied. */
    int copies;

    FakePart(MigrationName whole, String database) {
        this.name = whole.of(database);
        this.database = database;
    }

    MigrationState state() {
        return state;
    }

    boolean copying() {
        return spec != null
                && spec.option() != MigrationOption.VALIDATE
                && state == MigrationState.IN_PROGRESS
                && phase.before(DatabasePhase.CATCHUP)
                && !paused;
    }

    /** What it answers to a command. */
    List<Report> take(Command command) {
        List<Reply> before = answers.get(command.id());
        List<Report> out = new ArrayList<>();
        if (before != null) {
            before.forEach(r -> out.add(new Report.PartReplied(name.whole(), r.again())));
            if (spec != null) {
                out.add(told());
            }
            return out;
        }
        String refusal = act(command);
        reply(command.id(), refusal.isEmpty() ? Status.ACCEPTED : Status.REJECTED, refusal, out);
        if (refusal.isEmpty()) {
            open.add(command.id());
            switch (command) {
                case Command.PauseMigration _,
                        Command.CancelMigration _,
                        Command.VerifyMigration _,
                        Command.SkipTable _,
                        Command.ReloadTable _,
                        Command.DeleteMigration _ ->
                        reply(command.id(), Status.SUCCEEDED, "", out);
                default -> {}
            }
        }
        settle(out);
        if (spec != null) {
            out.add(told());
        }
        return out;
    }

    private String act(Command command) {
        version++;
        switch (command) {
            case Command.StartMigration start -> {
                if (spec != null && !state.ended()) {
                    return "exists";
                }
                spec = start.spec();
                phase = DatabasePhase.SNAPSHOT;
                state = MigrationState.IN_PROGRESS;
                startedBy = start.id();
            }
            case Command.ResumeMigration resume -> {
                if (state == MigrationState.SUCCEEDED || state == MigrationState.CANCELED) {
                    return "ended";
                }
                state = MigrationState.IN_PROGRESS;
                paused = false;
                startedBy = resume.id();
            }
            case Command.PauseMigration _ -> paused = true;
            case Command.CutoverMigration _ -> {
                if (state != MigrationState.WAITING_FOR_USER_ACTION) {
                    return "not ready";
                }
                state = MigrationState.IN_PROGRESS;
                phase = DatabasePhase.FENCE;
            }
            case Command.CancelMigration _ -> state = MigrationState.CANCELED;
            case Command.DeleteMigration _ -> spec = null;
            case Command.VerifyMigration _ -> {
                return state == MigrationState.WAITING_FOR_USER_ACTION
                                || state == MigrationState.SUCCEEDED
                        ? ""
                        : "not now";
            }
            case Command.SkipTable _ -> {
                return state.ended() && state != MigrationState.FAILED ? "ended" : "";
            }
            case Command.ReloadTable _ -> {
                if (state != MigrationState.WAITING_FOR_USER_ACTION) {
                    return "not now";
                }
                state = MigrationState.IN_PROGRESS;
                phase = DatabasePhase.COPY;
            }
            default -> {
                return "not known";
            }
        }
        return "";
    }

    /** Goes one step further, if it may. */
    List<Report> work() {
        MigrationSpec now = spec;
        if (now == null || paused || state != MigrationState.IN_PROGRESS) {
            return List.of();
        }
        version++;
        if (now.option() == MigrationOption.VALIDATE) {
            state = failsValidation ? MigrationState.VALIDATION_FAILED : MigrationState.SUCCEEDED;
        } else if (fails && phase == DatabasePhase.INDEXES) {
            state = MigrationState.FAILED;
        } else {
            phase = phase.next(now.mode());
            copies += phase == DatabasePhase.COPY ? 1 : 0;
            if (phase == DatabasePhase.DONE) {
                state = MigrationState.SUCCEEDED;
            } else if (phase == DatabasePhase.STREAMING) {
                state = MigrationState.WAITING_FOR_USER_ACTION;
            }
        }
        List<Report> out = new ArrayList<>();
        settle(out);
        out.add(told());
        return out;
    }

    private void settle(List<Report> out) {
        Status end =
                switch (state) {
                    case SUCCEEDED -> Status.SUCCEEDED;
                    case FAILED, VALIDATION_FAILED -> Status.FAILED;
                    case CANCELED -> Status.CANCELED;
                    case IN_PROGRESS, WAITING_FOR_USER_ACTION -> Status.ACCEPTED;
                };
        if (end != Status.ACCEPTED) {
            Set.copyOf(open).forEach(id -> reply(id, end, "ended", out));
        }
    }

    private void reply(String id, Status status, String message, List<Report> out) {
        Reply reply = new Reply(name, id, status, message);
        answers.computeIfAbsent(id, _ -> new ArrayList<>()).add(reply);
        if (status.last()) {
            open.remove(id);
        }
        out.add(new Report.PartReplied(name.whole(), reply));
    }

    /** How it stands. */
    Report told() {
        MigrationSpec now = Objects.requireNonNull(spec);
        List<Failure> failures =
                state == MigrationState.FAILED
                        ? List.of(new Failure("DUN-X", FailureKind.TARGET, "m", "a"))
                        : List.of();
        boolean waits = state == MigrationState.WAITING_FOR_USER_ACTION;
        return new Report.PartChanged(
                name.whole(),
                database,
                startedBy,
                new MigrationStatus(
                        name,
                        state,
                        waits
                                ? MigrationSubstate.WAITING_FOR_CUTOVER_TRIGGER
                                : MigrationSubstate.MIGRATING_DATA,
                        version,
                        now,
                        "",
                        "",
                        0,
                        List.of(DatabaseStatus.planned(database, database).at(phase)),
                        CutoverStatus.NONE,
                        List.of(),
                        failures,
                        List.of(),
                        paused
                                ? List.of(new Condition(Condition.PAUSED, database, ""))
                                : List.of()));
    }
}
