package dev.dunlin.spec;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Fields that both forms of a spec have. */
final class Names {

    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private Names() {}

    /** The migration's name; what was said beside the document wins. */
    static Optional<MigrationName> migration(Fields fields, String field, String said) {
        String inside = fields.text(field).orElse("");
        String name = said.isEmpty() ? inside : said;
        if (name.isEmpty()) {
            if (!fields.has(field)) {
                fields.wrong(field, "is missing: the migration needs a name");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(MigrationName.chosen(name));
        } catch (IllegalArgumentException _) {
            fields.wrong(field, "takes letters, digits and '-', at most 63, no '-' at its start");
            return Optional.empty();
        }
    }

    /** A constant that may also have been said beside the document, which wins. */
    static <E extends Enum<E>> E said(
            Fields fields, String field, String said, Class<E> type, E otherwise) {
        E inside = fields.choice(field, type, otherwise);
        if (said.isEmpty()) {
            return inside;
        }
        for (E constant : type.getEnumConstants()) {
            if (Labels.of(constant).equalsIgnoreCase(said)) {
                return constant;
            }
        }
        fields.wrong(field, "is one of " + Labels.all(type));
        return otherwise;
    }

    static String pool(Fields fields, String otherwise) {
        String pool = fields.text("pool").orElse(otherwise);
        if (!POOL.matcher(pool).matches()) {
            fields.wrong("pool", "takes letters, digits and '-', at most 63, no '-' at its start");
        }
        return pool;
    }

    /** Refuses no database, one twice, and two with one name on the target. */
    static void distinct(Fields fields, String field, List<DatabasePair> databases) {
        if (databases.isEmpty()) {
            fields.wrong(field, "names no database");
        }
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        for (DatabasePair pair : databases) {
            if (!sources.add(pair.source())) {
                fields.wrong(field, "names " + pair.source() + " twice");
            } else if (!targets.add(pair.target())) {
                fields.wrong(field, "gives two databases the name " + pair.target());
            }
        }
    }

    /** As the seeds of the field spell it, made the way libpq has it: VerifyFull, verify-full. */
    static String sslMode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "verifyca" -> "verify-ca";
            case "verifyfull" -> "verify-full";
            default -> text.toLowerCase(Locale.ROOT);
        };
    }
}
