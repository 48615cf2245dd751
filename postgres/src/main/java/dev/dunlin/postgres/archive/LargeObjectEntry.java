package dev.dunlin.postgres.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of an archive that is about large objects.
 *
 * @param owner role that owns them; empty for an entry without one
 */
public record LargeObjectEntry(int dumpId, Content content, String owner) {

    private static final Pattern OBJECT =
            Pattern.compile("BLOB(?: METADATA)? - [0-9.]+ (.*)", Pattern.DOTALL);

    /** What of the objects an entry restores, in the order in which it must be done. */
    public enum Content {
        /** Makes them and hands them to their owner. */
        OBJECTS,
        /** Their bytes, and their comments. */
        DATA,
        PRIVILEGES
    }

    /** Reads a line of the table of contents, behind its numbers. */
    static LargeObjectEntry of(int dumpId, String line) {
        Matcher object = OBJECT.matcher(line);
        if (object.matches()) {
            return new LargeObjectEntry(dumpId, Content.OBJECTS, object.group(1));
        }
        return new LargeObjectEntry(
                dumpId, line.startsWith("ACL") ? Content.PRIVILEGES : Content.DATA, "");
    }
}
