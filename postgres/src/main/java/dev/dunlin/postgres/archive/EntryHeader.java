package dev.dunlin.postgres.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment lines pg_restore writes above an entry. Names in them are unquoted and can hold
 * anything but a line end, so the kind is the one that the table of contents and the entry's
 * catalog agree with.
 */
record EntryHeader(
        int dumpId,
        long classOid,
        long oid,
        List<Integer> dependencies,
        String kind,
        String label,
        String owner) {

    private static final Pattern NUMBERS =
            Pattern.compile("-- TOC entry (\\d+) \\(class (\\d+) OID (\\d+)\\)");
    private static final Pattern KIND = Pattern.compile("; Type: ([A-Z][A-Z ]*); Schema: ");
    private static final String DEPENDENCIES = "-- Dependencies: ";
    private static final String NAME = "-- Name: ";
    private static final String OWNER = "; Owner: ";

    /** Catalogs of the kinds that begin like another kind; 0 where pg_dump names no catalog. */
    private static final Map<String, Long> CATALOGS =
            Map.ofEntries(
                    Map.entry("TABLE", 1259L),
                    Map.entry("TABLE ATTACH", 0L),
                    Map.entry("INDEX", 1259L),
                    Map.entry("INDEX ATTACH", 0L),
                    Map.entry("SEQUENCE", 1259L),
                    Map.entry("SEQUENCE OWNED BY", 0L),
                    Map.entry("DEFAULT", 2604L),
                    Map.entry("DEFAULT ACL", 826L),
                    Map.entry("ACL", 0L),
                    Map.entry("COMMENT", 0L),
                    Map.entry("SECURITY LABEL", 0L),
                    Map.entry("OPERATOR", 2617L),
                    Map.entry("OPERATOR CLASS", 2616L),
                    Map.entry("OPERATOR FAMILY", 2753L),
                    Map.entry("PUBLICATION", 6104L),
                    Map.entry("PUBLICATION TABLE", 6106L),
                    Map.entry("PUBLICATION TABLES IN SCHEMA", 6237L));

    /** Whether a comment line opens a header. */
    static boolean opens(String comment) {
        return NUMBERS.matcher(comment).matches();
    }

    /**
     * Reads a header.
     *
     * @param lines its comments, the one that opened it first
     */
    static EntryHeader parse(List<String> lines, TocList contents) {
        Matcher numbers = NUMBERS.matcher(lines.getFirst());
        if (!numbers.matches()) {
            throw new IllegalArgumentException("not the header of an entry");
        }
        int dumpId = Integer.parseInt(numbers.group(1));
        long classOid = Long.parseLong(numbers.group(2));
        String name = after(NAME, lines);
        String kind = kindOf(name, classOid, contents.line(dumpId));
        return new EntryHeader(
                dumpId,
                classOid,
                Long.parseLong(numbers.group(3)),
                dependencies(lines),
                kind,
                labelOf(name, kind),
                ownerOf(name));
    }

    private static String after(String prefix, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .map(line -> line.substring(prefix.length()))
                .orElse("");
    }

    private static List<Integer> dependencies(List<String> lines) {
        String numbers = after(DEPENDENCIES, lines);
        if (numbers.isBlank()) {
            return List.of();
        }
        return Arrays.stream(numbers.trim().split(" ", -1)).map(Integer::valueOf).toList();
    }

    private static String kindOf(String name, long classOid, String listed) {
        List<String> candidates = new ArrayList<>();
        Matcher kinds = KIND.matcher(name);
        int from = 0;
        while (kinds.find(from)) {
            candidates.add(kinds.group(1));
            from = kinds.start() + 1;
        }
        String kind = "";
        for (String candidate : candidates) {
            if (listed.startsWith(candidate + " ")
                    && CATALOGS.getOrDefault(candidate, classOid) == classOid
                    && candidate.length() > kind.length()) {
                kind = candidate;
            }
        }
        return kind;
    }

    private static String labelOf(String name, String kind) {
        String separator = "; Type: " + kind + "; Schema: ";
        int at = name.indexOf(separator);
        if (at < 0) {
            return name;
        }
        String object = name.substring(0, at);
        String rest = name.substring(at + separator.length());
        int owner = rest.indexOf(OWNER);
        String schema = owner < 0 ? rest : rest.substring(0, owner);
        return schema.equals("-") || schema.isEmpty() ? object : schema + "." + object;
    }

    private static String ownerOf(String name) {
        int at = name.lastIndexOf(OWNER);
        String owner = at < 0 ? "" : name.substring(at + OWNER.length());
        return owner.equals("-") ? "" : owner;
    }
}
