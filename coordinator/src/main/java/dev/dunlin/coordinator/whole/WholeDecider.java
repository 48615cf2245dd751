package dev.dunlin.coordinator.whole;

import dev.dunlin.coordinator.decision.Input;
import dev.dunlin.coordinator.decision.Verdict;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides for a whole: which parts begin, who is told what, and what is replied. A part that fails
 * fails alone.
 */
public final class WholeDecider {

    /** A part that works says so well before this. */
    private static final long SILENCE_MILLIS = 60_000;

    /** A part that waits for its user has nothing to say. */
    private static final long QUIET_MILLIS = 600_000;

    private WholeDecider() {}

    /**
     * Decides what follows.
     *
     * @param entries the whole's records
     * @param now the time, which only this parameter tells
     */
    public static WholeDecision decide(WholeState.Entries entries, Input input, Instant now) {
        WholeDraft draft = new WholeDraft(entries, now);
        Verdict verdict =
                switch (input) {
                    case Input.Asked(var command) -> WholeRequests.decide(draft, command);
                    case Input.Told(Report.PartChanged changed) -> changed(draft, changed);
                    case Input.Told(Report.PartReplied replied) -> replied(draft, replied.reply());
                    case Input.Ticked _ -> ticked(draft);
                    case Input.Told _, Input.Measured _, Input.Decided _ ->
                            Verdict.ignored("that is for a part to hear");
                };
        if (draft.state().find() != null) {
            advance(draft);
        }
        return draft.decided(verdict);
    }

    private static Verdict changed(WholeDraft draft, Report.PartChanged report) {
        Optional<Part> part = part(draft, report.database());
        if (part.isEmpty()) {
            return Verdict.ignored("there is no such part");
        }
        MigrationStatus before = part.get().status();
        if (before != null && report.status().version() <= before.version()) {
            draft.record(new WholeFact.Stirred(report.database(), draft.millis()));
            return Verdict.ignored("newer was heard before");
        }
        draft.record(
                new WholeFact.Heard(
                        report.database(), report.startedBy(), report.status(), draft.millis()));
        return Verdict.ACCEPTED;
    }

    private static Optional<Part> part(WholeDraft draft, String database) {
        Whole whole = draft.state().find();
        return whole == null ? Optional.empty() : Optional.ofNullable(whole.parts().get(database));
    }

    private static Verdict replied(WholeDraft draft, Reply reply) {
        Whole whole = draft.state().find();
        if (whole == null) {
            return Verdict.ignored("there is no whole of this name");
        }
        for (Part part : whole.parts().values()) {
            if (part.name().equals(reply.migration())) {
                return replied(draft, part, reply);
            }
        }
        return Verdict.ignored("there is no such part");
    }

    private static Verdict replied(WholeDraft draft, Part part, Reply reply) {
        draft.record(new WholeFact.Stirred(part.database(), draft.millis()));
        Command sent = part.sent();
        if (sent != null
                && sent.id().equals(reply.commandId())
                && reply.status() == Reply.Status.REJECTED
                && part.refusal().isEmpty()) {
            draft.record(new WholeFact.Refused(part.database(), reply.message()));
        }
        Order.Standing standing = Order.Standing.of(reply.status());
        for (Order order : draft.whole().orders()) {
            Order.Fare fare = order.fares().get(part.database());
            if (fare != null
                    && Derived.of(order.command().id(), part.name()).contains(reply.commandId())
                    && fare.standing().before(standing)) {
                draft.record(
                        new WholeFact.Fared(
                                order.command().id(),
                                part.database(),
                                new Order.Fare(standing, reply.message())));
            }
        }
        return Verdict.ACCEPTED;
    }

    /** Who was not heard of is asked once more: an id that was taken before changes nothing. */
    private static Verdict ticked(WholeDraft draft) {
        Whole whole = draft.state().find();
        if (whole == null) {
            return Verdict.ignored("there is no whole of this name");
        }
        boolean any = false;
        for (Part part : whole.parts().values()) {
            List<Command> open = open(whole, part);
            boolean waits = part.state() == MigrationState.WAITING_FOR_USER_ACTION;
            long silence = waits && open.size() < 2 ? QUIET_MILLIS : SILENCE_MILLIS;
            if (!open.isEmpty() && draft.millis() - part.heardAt() >= silence) {
                draft.record(new WholeFact.Stirred(part.database(), draft.millis()));
                open.forEach(draft::hand);
                any = true;
            }
        }
        return any ? Verdict.ACCEPTED : Verdict.ignored("nothing is late");
    }

    /** What a part was told and has not come to its end with. */
    private static List<Command> open(Whole whole, Part part) {
        List<Command> open = new ArrayList<>();
        Command sent = part.sent();
        if (sent != null && part.waiting() == null && !part.state().ended()) {
            open.add(sent);
        }
        for (Order order : whole.orders()) {
            Order.Fare fare = order.fares().get(part.database());
            boolean queued = order.command() instanceof Command.ResumeMigration;
            if (fare != null && !fare.standing().ended() && !queued) {
                open.add(order.command().to(part.name(), Derived.id(order.command(), part.name())));
            } else if (fare != null
                    && !fare.standing().ended()
                    && sent != null
                    && open.isEmpty()
                    && part.waiting() == null) {
                open.add(sent);
            }
        }
        return open;
    }

    private static void advance(WholeDraft draft) {
        if (draft.whole().stage() == Whole.Stage.VALIDATING) {
            Starts.afterValidation(draft);
        }
        Starts.fillPlaces(draft);
        for (Order order : draft.whole().orders()) {
            settle(draft, order);
        }
    }

    private static void settle(WholeDraft draft, Order order) {
        if (order.fares().isEmpty()) {
            Rollup.Standing standing = Rollup.of(draft.whole());
            if (standing.state().ended()) {
                draft.reply(order.command(), status(standing.state()), why(draft.whole()));
            }
            return;
        }
        boolean answered = order.answered();
        if (!answered && Rollup.allAnswered(order)) {
            Rollup.Said first = Rollup.first(order);
            draft.reply(order.command(), first.status(), first.message());
            answered = first.status() == Reply.Status.ACCEPTED;
        }
        if (answered && Rollup.allEnded(order)) {
            Rollup.Said last = Rollup.last(order);
            draft.reply(order.command(), last.status(), last.message());
            if (order.command() instanceof Command.DeleteMigration
                    && last.status() == Reply.Status.SUCCEEDED) {
                draft.record(new WholeFact.Deleted());
            }
        }
    }

    private static Reply.Status status(MigrationState state) {
        return switch (state) {
            case SUCCEEDED -> Reply.Status.SUCCEEDED;
            case CANCELED -> Reply.Status.CANCELED;
            case FAILED, VALIDATION_FAILED, IN_PROGRESS, WAITING_FOR_USER_ACTION ->
                    Reply.Status.FAILED;
        };
    }

    /** The databases that did not succeed, by name. */
    private static String why(Whole whole) {
        List<String> words =
                whole.parts().values().stream()
                        .filter(part -> part.state() != MigrationState.SUCCEEDED)
                        .map(part -> part.database() + " " + part.state().label())
                        .toList();
        return String.join(", ", words);
    }
}
