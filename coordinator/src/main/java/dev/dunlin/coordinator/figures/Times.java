package dev.dunlin.coordinator.figures;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times as metrics have them. */
final class Times {

    private static final double MILLIS = 1_000;

    private Times() {}

    /** Seconds since 1970 of an ISO-8601 time; 0 of what is none. */
    static double seconds(String time) {
        try {
            return Instant.parse(time).toEpochMilli() / MILLIS;
        } catch (DateTimeParseException _) {
            return 0;
        }
    }

    /** Seconds since 1970 of milliseconds since then; or a length of time likewise. */
    static double seconds(long millis) {
        return millis / MILLIS;
    }
}
