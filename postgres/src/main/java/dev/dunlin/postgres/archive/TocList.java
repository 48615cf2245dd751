package dev.dunlin.postgres.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An archive's table of contents as {@code pg_restore -l} lists it: which entries there are, which
 * belong to pre-data, and which are large objects.
 */
final class TocList {

    private static final Pattern LINE = Pattern.compile("(\\d+); (\\d+) (\\d+) (.*)");

    private final Map<Integer, String> schemaEntries = new HashMap<>();
    private final List<LargeObjectEntry> largeObjects = new ArrayList<>();
    private final Set<Integer> preData = new HashSet<>();

    private TocList() {}

    static TocList read(PgTools tools, Path archive) {
        return parse(tools.list(archive), tools.list(archive, "--section=pre-data"));
    }

    static TocList parse(List<String> all, List<String> preData) {
        TocList list = new TocList();
        matches(all).forEach(list::add);
        matches(preData).forEach(line -> list.preData.add(Integer.valueOf(line.group(1))));
        return list;
    }

    private static List<Matcher> matches(List<String> lines) {
        return lines.stream().map(LINE::matcher).filter(Matcher::matches).toList();
    }

    private void add(Matcher line) {
        Integer dumpId = Integer.valueOf(line.group(1));
        String rest = line.group(4);
        if (isLargeObject(rest)) {
            largeObjects.add(LargeObjectEntry.of(dumpId, rest));
        } else {
            schemaEntries.put(dumpId, rest);
        }
    }

    private static boolean isLargeObject(String rest) {
        return rest.startsWith("BLOB")
                || rest.startsWith("ACL - LARGE OBJECT")
                || rest.startsWith("COMMENT - LARGE OBJECT")
                || rest.startsWith("SECURITY LABEL - LARGE OBJECT");
    }

    /** Kind, schema, name and owner as the list shows them; empty for an entry it does not hold. */
    String line(int dumpId) {
        return schemaEntries.getOrDefault(dumpId, "");
    }

    Set<Integer> scriptEntries() {
        return Set.copyOf(schemaEntries.keySet());
    }

    List<LargeObjectEntry> largeObjects() {
        return List.copyOf(largeObjects);
    }

    boolean inPreData(int dumpId) {
        return preData.contains(dumpId);
    }
}
