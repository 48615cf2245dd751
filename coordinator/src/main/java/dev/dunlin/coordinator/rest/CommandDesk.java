package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Reply;

/** Takes commands to the coordinator. Asked by several threads at once. */
@FunctionalInterface
public interface CommandDesk {

    /**
     * Sends the command and waits for its first reply.
     *
     * @throws FailureException when no reply came
     */
    Reply ask(Command command);
}
