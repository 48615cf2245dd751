package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/**
 * Something that migrations make outside of the tables they move, as it was found: whether anybody
 * still needs it is for others to say.
 *
 * @param server host and port, or {@code kafka}
 * @param database empty for what belongs to no database
 * @param migration whose it says it is; empty when it does not
 * @param installation which installation made it; empty when it does not say
 * @param since when it was made or last used, RFC 3339; empty when nobody knows
 * @param bytes what it takes; of a slot the WAL it holds back
 * @param users sessions that use it now
 */
public record Leftover(
        Kind kind,
        String server,
        String database,
        String name,
        String migration,
        String installation,
        String since,
        long bytes,
        int users) {

    /** What names of publications, slots and schemas of ours begin with. */
    public static final String PREFIX = "dunlin_";

    /** The schema of a target's ledger. */
    public static final String LEDGER = "dunlin_ledger";

    /** In the order in which they are cleaned: what says whose another one is goes after it. */
    public enum Kind {
        SLOT,
        SCHEMA,
        PUBLICATION,
        LEDGER,
        TOPIC,
        GROUP;

        /** As people read and type it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What names it to whoever wants it cleaned. */
    @JsonIgnore
    public String id() {
        String where = database.isEmpty() ? server : server + "/" + database;
        return kind.label() + ":" + where + "/" + name;
    }

    /** Whether both are the same thing, still in the same hands. */
    public boolean isStill(Leftover other) {
        return id().equals(other.id())
                && migration.equals(other.migration)
                && installation.equals(other.installation);
    }
}
