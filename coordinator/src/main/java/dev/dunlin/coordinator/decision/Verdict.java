package dev.dunlin.coordinator.decision;

/** How a message was taken. */
public sealed interface Verdict {

    Verdict ACCEPTED = new Accepted();

    /** It changed something, or confirmed what was asked. */
    record Accepted() implements Verdict {}

    /** Late or repeated: delivery is at least once, so this is no error. Counted. */
    record Ignored(String reason) implements Verdict {}

    /** It cannot be right: parked and logged. */
    record Rejected(String reason) implements Verdict {}

    static Verdict ignored(String reason) {
        return new Ignored(reason);
    }

    static Verdict rejected(String reason) {
        return new Rejected(reason);
    }
}
