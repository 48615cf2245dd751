package dev.dunlin.coordinator.whole;

import dev.dunlin.coordinator.decision.Verdict;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision about a whole in the making. */
final class WholeDraft {

    private final WholeState state;
    private final Instant now;
    private final List<WholeFact> facts = new ArrayList<>();
    private final List<Command> handed = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();

    WholeDraft(WholeState.Entries entries, Instant now) {
        this.state = new WholeState(entries);
        this.now = now;
    }

    WholeState state() {
        return state;
    }

    Whole whole() {
        return state.whole();
    }

    Instant now() {
        return now;
    }

    long millis() {
        return now.toEpochMilli();
    }

    void record(WholeFact fact) {
        state.apply(fact);
        facts.add(fact);
    }

    void hand(Command command) {
        handed.add(command);
    }

    /** Says again what was replied before; answers whether anything was. */
    boolean repeated(Command command) {
        List<Reply> before = state.answered(command.id()).replies();
        before.forEach(reply -> replies.add(reply.again()));
        return !before.isEmpty();
    }

    void reply(Command command, Reply.Status status, String message) {
        Reply reply = new Reply(command.migration(), command.id(), status, message);
        record(new WholeFact.Answered(Pending.of(command), reply, millis()));
        replies.add(reply);
    }

    WholeDecision decided(Verdict verdict) {
        return new WholeDecision(
                verdict, List.copyOf(facts), List.copyOf(handed), List.copyOf(replies));
    }
}
