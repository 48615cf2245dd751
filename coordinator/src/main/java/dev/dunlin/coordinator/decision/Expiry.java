package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.Command;
import java.time.DateTimeException;
import java.time.Instant;

/** Until when a command may be taken. */
public final class Expiry {

    private Expiry() {}

    /** Why a command is too late to be taken; empty when it is not. */
    public static String expired(Command command, Instant now) {
        if (command.expiresAt().isEmpty()) {
            return "";
        }
        try {
            return Instant.parse(command.expiresAt()).isAfter(now)
                    ? ""
                    : "the command expired at " + command.expiresAt();
        } catch (DateTimeException _) {
            return "expiresAt is no time like 2026-01-31T12:00:00Z";
        }
    }
}
