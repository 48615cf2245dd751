package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The name of a migration: it keys every message, so that one migration is always decided in order.
 * A user's name is letters, digits and '-', not starting with '-', at most 63 characters. A
 * migration of several databases, the <em>whole</em>, has one <em>part</em> for each of them, named
 * {@code <whole>.<database>}; users never choose a name with a dot.
 */
public record MigrationName(@JsonValue String value) {

    private static final String WHOLE = "[A-Za-z0-9][A-Za-z0-9-]{0,62}";
    private static final String PART = "[A-Za-z0-9_-]{1,63}";
    private static final Pattern LEGAL = Pattern.compile(WHOLE + "(\\." + PART + ")?");
    private static final Pattern PLAIN = Pattern.compile(PART);
    private static final int READABLE = 40;

    @JsonCreator
    public MigrationName {
        if (!legal(value)) {
            throw new IllegalArgumentException(
                    "migration name '" + value + "' must be letters, digits and '-', at most 63");
        }
    }

    /** Whether this may be the name of a migration or of a part. */
    public static boolean legal(String value) {
        return LEGAL.matcher(value).matches();
    }

    /** A name as a user may choose it. */
    public static MigrationName chosen(String value) {
        MigrationName name = new MigrationName(value);
        if (name.isPart()) {
            throw new IllegalArgumentException(
                    "migration name '" + value + "' must not contain '.'");
        }
        return name;
    }

    /** Whether it is one database's part of a migration of several. */
    public boolean isPart() {
        return value.indexOf('.') >= 0;
    }

    /** The name people know: of a part the whole's, of everything else its own. */
    public MigrationName whole() {
        int dot = value.indexOf('.');
        return dot < 0 ? this : new MigrationName(value.substring(0, dot));
    }

    /** What names the part within its whole; empty for a whole. */
    public String part() {
        int dot = value.indexOf('.');
        return dot < 0 ? "" : value.substring(dot + 1);
    }

    /** Name of the part that moves a database. */
    public MigrationName of(String database) {
        return new MigrationName(whole() + "." + word(database));
    }

    /** A word for any database name; the hash keeps apart what the letters would make equal. */
    private static String word(String database) {
        if (PLAIN.matcher(database).matches()) {
            return database;
        }
        CRC32C hash = new CRC32C();
        hash.update(database.getBytes(StandardCharsets.UTF_8));
        String letters = database.replaceAll("[^A-Za-z0-9]", "-");
        return letters.substring(0, Math.min(READABLE, letters.length()))
                + String.format(Locale.ROOT, "-%08x", hash.getValue());
    }

    @Override
    public String toString() {
        return value;
    }
}
