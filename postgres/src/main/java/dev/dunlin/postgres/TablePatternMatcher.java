package dev.dunlin.postgres;

import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which tables and schemas move. Names match exactly as the catalog spells them; outside
 * double quotes {@code *} matches any run of characters.
 */
public final class TablePatternMatcher {

    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\".]+)");

    private final List<OnePattern> include;
    private final List<OnePattern> exclude;

    /**
     * A matcher for these patterns.
     *
     * @throws IllegalArgumentException naming the first pattern that cannot be read
     */
    public TablePatternMatcher(TablePatterns patterns) {
        this.include = patterns.include().stream().map(OnePattern::parse).toList();
        this.exclude = patterns.exclude().stream().map(OnePattern::parse).toList();
    }

    /** Whether a table moves, as far as its own name says. */
    public boolean matches(TableName table) {
        return includes(table) && !excludes(table);
    }

    /** Whether an include pattern names the table, or there is none. */
    boolean includes(TableName table) {
        return include.isEmpty() || include.stream().anyMatch(p -> p.matches(table));
    }

    /** Whether an exclude pattern names the table. */
    boolean excludes(TableName table) {
        return exclude.stream().anyMatch(p -> p.matches(table));
    }

    /** Whether anything of a schema moves: then its types, functions and other objects do. */
    public boolean matchesSchema(String schema) {
        boolean included =
                include.isEmpty() || include.stream().anyMatch(p -> p.matchesSchema(schema));
        return included
                && exclude.stream().noneMatch(p -> p.table.isEmpty() && p.matchesSchema(schema));
    }

    /** The patterns that match none of these tables or schemas, as the user wrote them. */
    public List<String> unmatched(Collection<TableName> tables, Collection<String> schemas) {
        return Stream.concat(include.stream(), exclude.stream())
                .filter(pattern -> tables.stream().noneMatch(pattern::matches))
                .filter(pattern -> schemas.stream().noneMatch(pattern::isWhole))
                .map(pattern -> pattern.text)
                .toList();
    }

    private record OnePattern(String text, Pattern schema, Optional<Pattern> table) {

        static OnePattern parse(String text) {
            Matcher part = PART.matcher(text);
            if (!part.lookingAt()) {
                throw unreadable(text);
            }
            Pattern schema = compile(part);
            if (part.end() == text.length()) {
                return new OnePattern(text, schema, Optional.empty());
            }
            int dot = part.end();
            if (text.charAt(dot) != '.' || !part.region(dot + 1, text.length()).matches()) {
                throw unreadable(text);
            }
            return new OnePattern(text, schema, Optional.of(compile(part)));
        }

        private static Pattern compile(Matcher part) {
            String quoted = part.group(1);
            if (quoted != null) {
                return Pattern.compile(Pattern.quote(quoted.replace("\"\"", "\"")));
            }
            String[] pieces = part.group(2).split("\\*", -1);
            return Pattern.compile(
                    Stream.of(pieces).map(Pattern::quote).collect(Collectors.joining(".*")),
                    Pattern.DOTALL);
        }

        private static IllegalArgumentException unreadable(String text) {
            return new IllegalArgumentException(
                    "pattern '" + text + "' is not schema or schema.table");
        }

        /** Whether this names the whole schema. */
        boolean isWhole(String name) {
            return table.isEmpty() && matchesSchema(name);
        }

        boolean matchesSchema(String name) {
            return schema.matcher(name).matches();
        }

        boolean matches(TableName name) {
            return matchesSchema(name.schema())
                    && (table.isEmpty() || table.get().matcher(name.name()).matches());
        }
    }
}
