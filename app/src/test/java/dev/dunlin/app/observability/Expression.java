package dev.dunlin.app.observability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a PromQL expression says by name: good enough for those of this repository. */
record Expression(String text) {

    private static final Pattern SELECTOR =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)");
    private static final Pattern GROUPING =
            Pattern.compile(
                    "\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "s", "m", "h", "d", "e");

    /** A metric and the labels that it is chosen by. */
    record Use(String metric, Set<String> labels) {}

    /** Every metric that is used, with labels of its selector. */
    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        Matcher selectors = SELECTOR.matcher(text);
        while (selectors.find()) {
            uses.add(new Use(selectors.group(1), labels(selectors.group(2))));
        }
        String rest = GROUPING.matcher(SELECTOR.matcher(text).replaceAll(" ")).replaceAll(" ");
        rest = rest.replaceAll("\\[[^]]*]", " ").replaceAll("[0-9.]+[a-z0-9]*", " ");
        Matcher names = NAME.matcher(rest);
        while (names.find()) {
            boolean function = rest.substring(names.end()).stripLeading().startsWith("(");
            if (!function && !WORDS.contains(names.group())) {
                uses.add(new Use(names.group(), Set.of()));
            }
        }
        return uses;
    }

    /** Labels that are grouped or joined by. */
    Set<String> groupings() {
        return GROUPING.matcher(text)
                .results()
                .map(found -> found.group(1))
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> labels(String selector) {
        return MATCHER.matcher(STRING.matcher(selector).replaceAll("\"\""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
