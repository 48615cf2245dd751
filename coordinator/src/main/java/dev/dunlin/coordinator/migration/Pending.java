package dev.dunlin.coordinator.migration;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.dunlin.protocol.Command;
import java.util.Objects;

/**
 * A command that was accepted and has no final reply yet.
 *
 * @param kind wire name of the command
 * @param by who asked, empty when nobody said
 */
public record Pending(String id, String kind, String by) {

    /** The command as it waits. */
    public static Pending of(Command command) {
        return new Pending(command.id(), kind(command), command.by());
    }

    /** What it was, who asked, and what was said of it, for people. */
    public String said(String message) {
        String who = by.isEmpty() ? "" : " by " + by;
        return kind + who + (message.isEmpty() ? "" : ": " + message);
    }

    /** Wire name of a command. */
    public static String kind(Command command) {
        JsonTypeName name = command.getClass().getAnnotation(JsonTypeName.class);
        return Objects.requireNonNull(name, "every command has a wire name").value();
    }
}
