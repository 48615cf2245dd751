package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Reply;
import java.util.List;

/**
 * What was replied to a command: one first reply, and a final one where it was accepted. Kept by
 * the command's id, so that a repeated command is answered as it was and changes nothing.
 *
 * @param at when the last reply was given, epoch milliseconds
 */
public record Answered(List<Reply> replies, long at) {

    public static final Answered NOT = new Answered(List.of(), 0);

    public Answered {
        replies = List.copyOf(replies);
    }

    /** With one reply more. */
    public Answered plus(Reply reply, long when) {
        return new Answered(Evolution.append(replies, reply), when);
    }
}
