package dev.dunlin.sink.apply;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows the types whose values are equal exactly when their texts are, under the pinned session of
 * capture. Others, such as numeric without a scale ({@code 1.0 = 1.00}), citext or float ({@code -0
 * = 0}), have equal values with different texts.
 */
final class TextIdentity {

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
    private static final Set<String> EXACT =
            Set.of("oid", "uuid", "boolean", "date", "bytea", "text", "name", "enum", "macaddr");
    private static final Pattern EXACT_WITH_MODIFIER =
            Pattern.compile(
                    "character varying(\\(\\d+\\))?"
                            + "|timestamp(\\(\\d\\))? with(out)? time zone"
                            + "|time(\\(\\d\\))? without time zone"
                            + "|numeric\\(\\d+,\\d+\\)");

    private TextIdentity() {}

    /**
     * Whether texts may stand for values.
     *
     * @param base the type under any domain, {@code enum} for every enum
     * @param deterministic whether the column's collation tells different texts apart
     */
    static boolean of(String base, boolean deterministic) {
        return deterministic
                && (isInteger(base)
                        || EXACT.contains(base)
                        || EXACT_WITH_MODIFIER.matcher(base).matches());
    }

    static boolean isInteger(String base) {
        return INTEGERS.contains(base);
    }
}
