package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;

/**
 * How a command fares.
 *
 * @param state of its latest reply: {@code ACCEPTED} while it is carried out
 * @param message why it was refused or failed, empty otherwise
 */
public record Operation(
        String commandId, MigrationName migration, Reply.Status state, String message) {

    static Operation of(Reply reply) {
        return new Operation(reply.commandId(), reply.migration(), reply.status(), reply.message());
    }

    /** This, or what a later reply says; a first reply that is repeated undoes no final one. */
    Operation after(Reply reply) {
        return state.last() ? this : of(reply);
    }
}
