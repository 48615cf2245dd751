package dev.dunlin.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Names of what a migration makes in a source database. They follow from migration and database
 * alone, so that whoever comes later finds what an earlier process made.
 *
 * @param slot replication slot
 * @param publication publication
 * @param schema schema of the heartbeat table, made only where logical messages are missing
 */
public record CaptureNames(String slot, String publication, String schema) {

    private static final int READABLE = 40;

    /** The names for one database of a migration: lower case, digits and underscores only. */
    public static CaptureNames of(MigrationName migration, String database) {
        String both = migration + "/" + database;
        CRC32C hash = new CRC32C();
        hash.update(both.getBytes(StandardCharsets.UTF_8));
        String readable = migration.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        String name =
                "dunlin_"
                        + readable.substring(0, Math.min(READABLE, readable.length()))
                        + String.format(Locale.ROOT, "_%08x", hash.getValue());
        return new CaptureNames(name, name, name);
    }

    /** Prefix of the logical messages that are heartbeats and markers of this database. */
    public String messagePrefix() {
        return slot;
    }
}
