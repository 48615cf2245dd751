package dev.dunlin.coordinator.migration;

/**
 * That a table was left out.
 *
 * @param by who asked for it, empty when nobody said
 * @param at when (ISO-8601)
 * @param empty whether it is emptied; else it stays as it was then
 * @param done whether the target knows of it
 */
public record Skip(String by, String at, String reason, boolean empty, boolean done) {

    Skip onTarget() {
        return new Skip(by, at, reason, empty, true);
    }

    /** As people read it. */
    public String inWords() {
        return "skipped "
                + (by.isEmpty() ? "" : "by " + by + " ")
                + "at "
                + at
                + ": "
                + reason
                + (empty ? "; it is empty" : "; its rows are those of then");
    }
}
