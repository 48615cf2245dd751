package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Reply;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command to the whole that has no final reply yet.
 *
 * @param answered whether its first reply was given
 * @param fares how it fares, by database; empty for a start, which ends with the whole
 */
public record Order(Command command, boolean answered, SortedMap<String, Fare> fares) {

    public Order {
        fares = Collections.unmodifiableSortedMap(new TreeMap<>(fares));
    }

    /** How far one part is with a command. */
    public record Fare(Standing standing, String message) {

        static final Fare ASKED = new Fare(Standing.ASKED, "");
        static final Fare DONE = new Fare(Standing.SUCCEEDED, "");
    }

    /** In order; the last four are ends. */
    public enum Standing {
        ASKED,
        ACCEPTED,
        REJECTED,
        SUCCEEDED,
        FAILED,
        CANCELED;

        static Standing of(Reply.Status status) {
            return valueOf(status.name());
        }

        boolean ended() {
            return compareTo(ACCEPTED) > 0;
        }

        /** Whether a reply of the other kind says something new. */
        boolean before(Standing other) {
            return !ended() && compareTo(other) < 0;
        }
    }

    Order faring(String database, Fare fare) {
        SortedMap<String, Fare> more = new TreeMap<>(fares);
        more.put(database, fare);
        return new Order(command, answered, more);
    }

    Order withFirstReply() {
        return new Order(command, true, fares);
    }
}
