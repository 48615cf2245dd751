package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A comparison that somebody asked for, of one database.
 *
 * @param command id of the command
 * @param by who asked, empty when nobody said
 * @param endedAt empty while it is under way
 * @param lsn the place of the source at which both sides were compared; empty when they were
 *     compared as they stood
 * @param tables tables that were compared
 * @param tablesSkipped tables that are left out of the migration, and so of this
 * @param differences by table, range and key
 * @param message why it did not come to an end, empty otherwise
 */
public record ComparisonStatus(
        String command,
        String by,
        String startedAt,
        String endedAt,
        Outcome outcome,
        String lsn,
        int tables,
        int tablesSkipped,
        List<String> differences,
        String message) {

    public ComparisonStatus {
        differences = List.copyOf(differences);
    }

    /** What it came to. */
    public enum Outcome {
        RUNNING,
        EQUAL,
        DIFFERENT,
        /** It was ended before its end, by something more important or by a fault. */
        ENDED;

        /** As people and machines read it. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
