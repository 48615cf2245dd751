package dev.dunlin.coordinator.whole;

import dev.dunlin.coordinator.decision.Expiry;
import dev.dunlin.coordinator.decision.Names;
import dev.dunlin.coordinator.decision.Verdict;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What users ask of a whole: a part's own business goes on to the parts it is about. */
final class WholeRequests {

    private WholeRequests() {}

    static Verdict decide(WholeDraft draft, Command command) {
        if (draft.repeated(command)) {
            return Verdict.ignored("command " + command.id() + " was answered before");
        }
        Whole whole = draft.state().find();
        if (whole != null && ordered(whole, command)) {
            return Verdict.ignored("command " + command.id() + " is under way");
        }
        String expired = Expiry.expired(command, draft.now());
        String refusal = expired.isEmpty() ? take(draft, command) : expired;
        if (!refusal.isEmpty()) {
            draft.reply(command, Status.REJECTED, refusal);
            return Verdict.ignored(refusal);
        }
        return Verdict.ACCEPTED;
    }

    private static boolean ordered(Whole whole, Command command) {
        return whole.orders().stream().anyMatch(o -> o.command().id().equals(command.id()));
    }

    private static String take(WholeDraft draft, Command command) {
        if (command instanceof Command.StartMigration start) {
            return start(draft, start);
        }
        Whole whole = draft.state().find();
        if (whole == null) {
            return "there is no migration " + command.migration();
        }
        List<String> unknown =
                command.databases().stream().filter(d -> !whole.parts().containsKey(d)).toList();
        if (!unknown.isEmpty()) {
            return "migration "
                    + command.migration()
                    + " has no database "
                    + String.join(", ", unknown);
        }
        return switch (command) {
            case Command.StartMigration _ -> throw new IllegalStateException("handled above");
            case Command.ResumeMigration resume -> resume(draft, resume);
            case Command.PauseMigration _ -> pause(draft, command);
            case Command.CutoverMigration cutover -> cutOver(draft, cutover);
            case Command.CancelCutover _ -> cancelCutover(draft, command);
            case Command.CancelMigration _ -> cancel(draft, command);
            case Command.DeleteMigration _ -> delete(draft, command);
            case Command.ReloadTable reload -> ofTable(draft, command, reload.database());
            case Command.SkipTable skip -> ofTable(draft, command, skip.database());
            case Command.VerifyMigration _ ->
                    hand(draft, command, chosen(draft, command, Part::begun));
        };
    }

    private static String start(WholeDraft draft, Command.StartMigration start) {
        Whole before = draft.state().find();
        if (before != null && !Names.free(Rollup.of(before).state())) {
            return "migration " + start.migration() + " exists already";
        }
        MigrationSpec spec = start.spec();
        long names =
                spec.databases().stream().map(d -> spec.name().of(d.source())).distinct().count();
        if (names < spec.databases().size()) {
            return "two databases of migration " + spec.name() + " would have one name";
        }
        Starts.begin(draft, spec, start.id());
        draft.record(new WholeFact.Ordered(new Order(start, false, new TreeMap<>())));
        draft.reply(start, Status.ACCEPTED, "");
        return "";
    }

    /** The parts a command names; those it may mean when it names none. */
    private static List<Part> chosen(WholeDraft draft, Command command, Predicate<Part> meant) {
        return draft.whole().parts().values().stream()
                .filter(
                        part ->
                                command.databases().isEmpty()
                                        ? meant.test(part)
                                        : command.databases().contains(part.database()))
                .toList();
    }

    /** Failed and paused ones go on; where there are none, those that have not ended. */
    private static String resume(WholeDraft draft, Command.ResumeMigration resume) {
        Whole before = draft.whole();
        List<Part> stopped = chosen(draft, resume, part -> failed(part) || part.paused());
        List<Part> parts =
                stopped.isEmpty() ? chosen(draft, resume, p -> !p.state().ended()) : stopped;
        if (parts.isEmpty()) {
            return "migration "
                    + resume.migration()
                    + " is "
                    + Rollup.of(before).state().label()
                    + " already";
        }
        draft.record(
                new WholeFact.Resumed(
                        before.spec()
                                .with(
                                        Objects.requireNonNullElse(
                                                resume.source(), before.spec().source()),
                                        Objects.requireNonNullElse(
                                                resume.target(), before.spec().target()))));
        // While nothing is begun it ends with the whole, as a start does.
        boolean validating = before.stage() == Whole.Stage.VALIDATING;
        order(draft, resume, validating ? List.of() : parts);
        draft.reply(resume, Status.ACCEPTED, "");
        parts.forEach(part -> Starts.queue(draft, part, goOn(draft.whole(), part, resume)));
        return "";
    }

    private static boolean failed(Part part) {
        return part.state() == MigrationState.FAILED
                || part.state() == MigrationState.VALIDATION_FAILED;
    }

    private static Command goOn(Whole whole, Part part, Command.ResumeMigration resume) {
        boolean validating = whole.stage() == Whole.Stage.VALIDATING;
        boolean begins = !part.begun() || (validating && part.state().ended());
        if (begins && part.state() != MigrationState.FAILED) {
            return validating
                    ? Starts.validation(whole, part, resume.id())
                    : Starts.start(whole, part, resume.id());
        }
        return resume.to(part.name(), Derived.id(resume, part.name()));
    }

    private static void order(WholeDraft draft, Command command, List<Part> parts) {
        SortedMap<String, Order.Fare> fares = new TreeMap<>();
        parts.forEach(part -> fares.put(part.database(), Order.Fare.ASKED));
        draft.record(new WholeFact.Ordered(new Order(command, false, fares)));
    }

    private static String hand(WholeDraft draft, Command command, List<Part> parts) {
        if (parts.isEmpty()) {
            return "no database of migration " + command.migration() + " can do that now";
        }
        order(draft, command, parts);
        parts.forEach(part -> hand(draft, command, part));
        return "";
    }

    private static void hand(WholeDraft draft, Command command, Part part) {
        draft.hand(command.to(part.name(), Derived.id(command, part.name())));
        draft.record(new WholeFact.Stirred(part.database(), draft.millis()));
    }

    private static String pause(WholeDraft draft, Command command) {
        List<Part> parts = chosen(draft, command, part -> !part.state().ended());
        if (parts.isEmpty()) {
            return "nothing of migration " + command.migration() + " runs";
        }
        order(draft, command, parts);
        for (Part part : parts) {
            if (part.waiting() != null) {
                draft.record(new WholeFact.Held(part.database()));
                fared(draft, command, part, Order.Fare.DONE);
            } else {
                hand(draft, command, part);
            }
        }
        return "";
    }

    private static void fared(WholeDraft draft, Command command, Part part, Order.Fare fare) {
        draft.record(new WholeFact.Fared(command.id(), part.database(), fare));
    }

    /** Without names it is all or nothing, so that what belongs together switches together. */
    private static String cutOver(WholeDraft draft, Command.CutoverMigration cutover) {
        List<Part> parts = chosen(draft, cutover, part -> !part.state().ended());
        List<String> reasons = new ArrayList<>();
        for (Part part : parts) {
            if (part.state() != MigrationState.WAITING_FOR_USER_ACTION) {
                reasons.add(
                        "database %s is %s / %s"
                                .formatted(
                                        part.database(),
                                        part.state().label(),
                                        part.substate().label()));
            }
        }
        return reasons.isEmpty() ? hand(draft, cutover, parts) : String.join("; ", reasons);
    }

    private static String cancelCutover(WholeDraft draft, Command command) {
        return hand(
                draft,
                command,
                chosen(
                        draft,
                        command,
                        part -> {
                            var current = part.current();
                            return current != null && current.cutover().underWay();
                        }));
    }

    private static String cancel(WholeDraft draft, Command command) {
        boolean validating = draft.whole().stage() == Whole.Stage.VALIDATING;
        List<Part> parts =
                chosen(
                        draft,
                        command,
                        part ->
                                part.state() != MigrationState.CANCELED
                                        && (validating
                                                || part.state() != MigrationState.SUCCEEDED));
        if (parts.isEmpty()) {
            return "migration "
                    + command.migration()
                    + " is "
                    + Rollup.of(draft.whole()).state().label()
                    + " already";
        }
        order(draft, command, parts);
        for (Part part : parts) {
            boolean untouched = !part.begun() || (validating && part.state().ended());
            if (untouched || validated(draft, part)) {
                draft.record(new WholeFact.Dropped(part.database()));
                fared(draft, command, part, Order.Fare.DONE);
            } else {
                Starts.queue(draft, part, null);
                hand(draft, command, part);
            }
        }
        return "";
    }

    /** Whether a part waits for its first start after its validation. */
    private static boolean validated(WholeDraft draft, Part part) {
        return draft.whole().stage() == Whole.Stage.MIGRATING
                && part.waiting() instanceof Command.StartMigration;
    }

    private static String delete(WholeDraft draft, Command command) {
        if (!Rollup.of(draft.whole()).state().ended()) {
            return "migration " + command.migration() + " has not ended: cancel it first";
        }
        List<Part> begun = chosen(draft, command, Part::begun);
        if (begun.isEmpty()) {
            draft.reply(command, Status.ACCEPTED, "");
            draft.reply(command, Status.SUCCEEDED, "");
            draft.record(new WholeFact.Deleted());
            return "";
        }
        return hand(draft, command, begun);
    }

    private static String ofTable(WholeDraft draft, Command command, String database) {
        if (!draft.whole().parts().containsKey(database)) {
            return database.isEmpty()
                    ? "name the database: migration " + command.migration() + " has several"
                    : "migration " + command.migration() + " has no database " + database;
        }
        return hand(draft, command, List.of(draft.whole().part(database)));
    }
}
