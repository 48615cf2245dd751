package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import java.util.Optional;

/** Finds what a path names. */
final class Lookup {

    private Lookup() {}

    static Optional<MigrationName> name(String text) {
        try {
            return Optional.of(new MigrationName(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<MigrationStatus> migration(StatusView view, String name) {
        return name(name).flatMap(view::migration);
    }

    static Problem unknown(String name) {
        return Problem.unknown("there is no migration " + name);
    }
}
