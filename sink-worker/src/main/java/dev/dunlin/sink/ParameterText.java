package dev.dunlin.sink;

import dev.dunlin.protocol.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a server parameter's value, as the catalog keeps it, is written in a statement. */
final class ParameterText {

    /** Kept as lists of quoted names; one literal for all would become one name. */
    private static final Set<String> LISTS =
            Set.of(
                    "local_preload_libraries",
                    "search_path",
                    "session_preload_libraries",
                    "shared_preload_libraries",
                    "temp_tablespaces",
                    "unix_socket_directories");

    private ParameterText() {}

    /** {@code name = value}, each quoted. */
    static String assignment(String name, String value) {
        return name(name) + " = " + value(name, value);
    }

    /** A name of one part or, for an extension's parameter, of two. */
    static String name(String name) {
        return Stream.of(name.split("\\.", -1))
                .map(TableName::quote)
                .collect(Collectors.joining("."));
    }

    private static String value(String name, String value) {
        return LISTS.contains(name.toLowerCase(Locale.ROOT))
                ? list(elements(value))
                : DatabaseCreation.literal(value);
    }

    /** A list's elements as literals. */
    static String list(Collection<String> elements) {
        return elements.isEmpty()
                ? "''"
                : elements.stream()
                        .map(DatabaseCreation::literal)
                        .collect(Collectors.joining(", "));
    }

    /** The elements of a list in which some are in double quotes. */
    static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < list.length() && list.charAt(i + 1) == '"';
                if (doubled) {
                    element.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                elements.add(element.toString());
                element.setLength(0);
            } else if (quoted || !Character.isWhitespace(c)) {
                element.append(c);
            }
        }
        elements.add(element.toString());
        elements.removeIf(String::isEmpty);
        return elements;
    }
}
