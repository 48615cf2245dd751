package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;

/** Told by a {@link StatusFollower} what it reads, on the follower's one thread. */
public interface StatusListener {

    /** Hears nothing. */
    StatusListener NONE = new StatusListener() {};

    /** A migration's state, also old ones while the follower catches up. */
    default void migration(MigrationStatus status) {}

    /** A migration is gone: nothing is known of it any more. */
    default void forgotten(MigrationName name) {}

    /** A table's state. */
    default void table(TableStatus status) {}

    /** How far one database of an online migration follows its source. */
    default void readiness(Readiness readiness) {}

    /** Figures of work under way. */
    default void progress(Progress progress) {}

    /** Something happened; {@code offset} tells events apart and orders them. */
    default void event(MigrationEvent event, long offset) {}

    /** A command was answered. */
    default void reply(Reply reply) {}

    /** The view now holds everything that was in the topics when the follower started. */
    default void caughtUp() {}
}
