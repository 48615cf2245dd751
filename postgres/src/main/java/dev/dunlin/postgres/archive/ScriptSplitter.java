package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts pg_restore's verbose script into entries. Between two headers lie an entry's statements and,
 * behind them, {@code SET} statements that pg_restore writes when the next entries need another
 * table access method than the ones before; those are carried on as the preamble of the tables they
 * mean. What stands before the first header is only checked: {@link ArchiveScript} is restored in
 * sessions that set the same.
 */
final class ScriptSplitter {

    private final MemorySegment text;
    private final TocList contents;
    private final SqlLexer lexer;
    private final List<ArchiveEntry> entries = new ArrayList<>();
    private final SortedMap<String, String> carried = new TreeMap<>();

    ScriptSplitter(MemorySegment text, TocList contents) {
        this.text = text;
        this.contents = contents;
        this.lexer = new SqlLexer(text);
    }

    /** Where a statement stands, with its first words. */
    private record Statement(long start, long end, String first, String second) {

        boolean setsTableDefault() {
            return first.equals("SET")
                    && (second.equals("default_table_access_method")
                            || second.equals("default_tablespace"));
        }
    }

    /** The entries in order: all that the table of contents has, and no others. */
    List<ArchiveEntry> split() {
        List<Statement> head = new ArrayList<>();
        List<String> header = readStatements(head);
        requireStandardStrings(head);
        carryTableDefaults(head);
        while (!header.isEmpty()) {
            EntryHeader parsed = EntryHeader.parse(header, contents);
            List<Statement> statements = new ArrayList<>();
            header = readStatements(statements);
            entries.add(entry(parsed, statements));
        }
        requireSameEntries();
        return List.copyOf(entries);
    }

    private ArchiveEntry entry(EntryHeader header, List<Statement> statements) {
        String preamble = needsTableDefaults(header.kind()) ? preamble() : "";
        carryTableDefaults(statements);
        long start = statements.isEmpty() ? 0 : statements.getFirst().start();
        long end = statements.isEmpty() ? 0 : statements.getLast().end();
        return new ArchiveEntry(
                header.dumpId(),
                header.classOid(),
                header.oid(),
                header.dependencies(),
                header.kind(),
                header.label(),
                header.owner(),
                preamble,
                start,
                Math.toIntExact(end - start));
    }

    /**
     * Takes the closing SET statements off; the first of a kind that is met is the last written.
     */
    private void carryTableDefaults(List<Statement> statements) {
        SortedMap<String, String> latest = new TreeMap<>();
        while (!statements.isEmpty() && statements.getLast().setsTableDefault()) {
            Statement set = statements.removeLast();
            latest.putIfAbsent(set.second(), slice(set.start(), set.end()));
        }
        carried.putAll(latest);
    }

    private static boolean needsTableDefaults(String kind) {
        return kind.equals("TABLE") || kind.equals("MATERIALIZED VIEW");
    }

    /** Tablespaces of the source are left out, so only the access method is handed on. */
    private String preamble() {
        String method = carried.get("default_table_access_method");
        return method == null ? "" : method;
    }

    /**
     * Reads statements up to the next entry.
     *
     * @return the comments of the next entry's header; none at the end of the script
     */
    private List<String> readStatements(List<Statement> statements) {
        List<String> words = new ArrayList<>();
        long start = -1;
        while (true) {
            SqlLexer.Kind kind = lexer.next();
            switch (kind) {
                case END -> {
                    return List.of();
                }
                case COMMENT -> {
                    if (start < 0 && opensHeader()) {
                        return readHeader();
                    }
                }
                case SEMICOLON -> {
                    if (start >= 0) {
                        statements.add(
                                new Statement(start, lexer.end(), word(words, 0), word(words, 1)));
                    }
                    start = -1;
                    words.clear();
                }
                case SYMBOL, WORD, QUOTED, STRING -> {
                    if (start < 0 && isClientCommand(kind)) {
                        lexer.skipLine();
                        continue;
                    }
                    start = start < 0 ? lexer.start() : start;
                    if (words.size() < 2) {
                        words.add(lexer.token());
                    }
                }
            }
        }
    }

    /** A backslash command such as {@code restrict}, which only psql understands. */
    private boolean isClientCommand(SqlLexer.Kind kind) {
        return kind == SqlLexer.Kind.SYMBOL && lexer.token().equals("\\");
    }

    private boolean opensHeader() {
        return lexer.atLineStart() && EntryHeader.opens(lexer.token());
    }

    /** The header's comments; it ends with an empty one. */
    private List<String> readHeader() {
        List<String> lines = new ArrayList<>();
        String line = lexer.token();
        while (!line.equals("--")) {
            lines.add(line);
            if (lexer.next() != SqlLexer.Kind.COMMENT) {
                throw broken("an entry's header does not end: " + lines.getFirst());
            }
            line = lexer.token();
        }
        return lines;
    }

    private void requireSameEntries() {
        Set<Integer> listed = contents.scriptEntries();
        Set<Integer> found = entries.stream().map(ArchiveEntry::dumpId).collect(Collectors.toSet());
        if (found.equals(listed) && entries.size() == listed.size()) {
            return;
        }
        Set<Integer> differing = new TreeSet<>(listed);
        differing.addAll(found);
        differing.removeIf(id -> listed.contains(id) && found.contains(id));
        throw FailureException.permanent(
                new Failure(
                        "DUN-ARCHIVE-ENTRIES",
                        FailureKind.BUG,
                        "the schema script and the archive's contents differ in entries "
                                + differing.stream().limit(10).toList(),
                        "report this with the output of pg_restore -l"));
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private void requireStandardStrings(List<Statement> head) {
        boolean standard =
                head.stream()
                        .map(statement -> slice(statement.start(), statement.end()))
                        .anyMatch("SET standard_conforming_strings = on;"::equals);
        if (!standard) {
            throw broken("the script does not set standard_conforming_strings = on");
        }
    }

    private String slice(long start, long end) {
        byte[] bytes = text.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FailureException broken(String what) {
        return FailureException.permanent(
                new Failure(
                        "DUN-ARCHIVE-SCRIPT",
                        FailureKind.BUG,
                        what,
                        "report this with the versions of pg_dump and pg_restore"));
    }
}
