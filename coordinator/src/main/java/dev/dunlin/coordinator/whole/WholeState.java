package dev.dunlin.coordinator.whole;

import dev.dunlin.coordinator.migration.Answered;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole's records under the changes of one message; the only code that changes them. */
public final class WholeState {

    /** Where committed records are read from. */
    public interface Entries {
        @Nullable Whole whole();

        @Nullable Answered answered(String command);
    }

    /** Where changed records are written to; no whole for one that is gone. */
    public interface Sink {
        void whole(@Nullable Whole whole);

        void answered(String command, Answered answered);
    }

    private final Entries entries;
    private final Map<String, Answered> answers = new LinkedHashMap<>();
    private @Nullable Whole whole;

    public WholeState(Entries entries) {
        this.entries = entries;
        this.whole = entries.whole();
    }

    /** The whole, or null. */
    public @Nullable Whole find() {
        return whole;
    }

    /** The whole, which must exist. */
    public Whole whole() {
        if (whole == null) {
            throw new IllegalStateException("the whole does not exist");
        }
        return whole;
    }

    Answered answered(String command) {
        Answered changed = answers.get(command);
        Answered known = changed != null ? changed : entries.answered(command);
        return known == null ? Answered.NOT : known;
    }

    /** Applies a fact. */
    public void apply(WholeFact fact) {
        switch (fact) {
            case WholeFact.Started(var spec, var command, var stage, var at) ->
                    whole = Whole.begun(spec, command, stage, at, whole);
            case WholeFact.Resumed(var spec) -> whole = whole().with(spec, 1);
            case WholeFact.StageEntered(var stage) -> whole = whole().in(stage);
            case WholeFact.OfPart of -> whole = whole().with(of.database(), p -> changed(p, of));
            case WholeFact.Ordered(var order) -> whole = whole().with(order);
            case WholeFact.Fared(var id, var database, var fare) ->
                    whole().orders().stream()
                            .filter(order -> order.command().id().equals(id))
                            .findFirst()
                            .ifPresent(o -> whole = whole().with(o.faring(database, fare)));
            case WholeFact.Answered answered -> answer(answered);
            case WholeFact.Deleted() -> whole = null;
        }
    }

    private static Part changed(Part part, WholeFact.OfPart fact) {
        return switch (fact) {
            case WholeFact.Queued(_, var command) -> part.queued(command);
            case WholeFact.Sent(_, var command, var at) -> part.sent(command, at);
            case WholeFact.Held _ -> part.holding();
            case WholeFact.Dropped _ -> part.givenUp();
            case WholeFact.Heard(_, var by, var status, var at) -> part.heard(by, status, at);
            case WholeFact.Stirred(_, var at) -> part.heardAt(at);
            case WholeFact.Refused(_, var why) -> part.refused(why);
        };
    }

    private void answer(WholeFact.Answered fact) {
        String id = fact.command().id();
        answers.put(id, answered(id).plus(fact.reply(), fact.at()));
        Whole before = whole;
        if (before == null) {
            return;
        }
        if (fact.reply().status().last()) {
            whole = before.without(id);
        } else {
            before.orders().stream()
                    .filter(order -> order.command().id().equals(id))
                    .findFirst()
                    .ifPresent(order -> whole = before.with(order.withFirstReply()));
        }
    }

    /** Counts the changes of one message as a version. */
    public void nextVersion() {
        if (whole != null) {
            whole = whole.nextVersion();
        }
    }

    /** Hands every changed record to the sink. */
    public void flush(Sink sink) {
        answers.forEach(sink::answered);
        sink.whole(whole);
    }
}
