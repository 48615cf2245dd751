package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import java.util.Optional;

/**
 * What a {@link StatusFollower} reads.
 *
 * @param migration only this one, or all when empty
 * @param pastEvents whether events and replies from before the start are told too
 */
public record StatusScope(Optional<MigrationName> migration, boolean pastEvents) {

    /** All migrations, events from now on. */
    public static StatusScope all() {
        return new StatusScope(Optional.empty(), false);
    }

    /** One migration, events from now on. */
    public static StatusScope of(MigrationName migration) {
        return new StatusScope(Optional.of(migration), false);
    }

    /** The same with the events of the past. */
    public StatusScope withPastEvents() {
        return new StatusScope(migration, true);
    }

    /** Whether the status of this migration is read. */
    boolean holds(MigrationName name) {
        return migration.isEmpty() || migration.get().equals(name);
    }

    /** Whether what belongs to this migration is read: of a whole what its parts tell. */
    boolean covers(MigrationName name) {
        return holds(name) || holds(name.whole());
    }
}
