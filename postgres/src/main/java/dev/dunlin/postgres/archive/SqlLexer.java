package dev.dunlin.postgres.archive;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Reads SQL as PostgreSQL's own scanner does (standard_conforming_strings on), far enough to tell
 * what is code and what is inside a string, a quoted name, a dollar quote or a comment. Works on
 * UTF-8 bytes where they lie, so that a script of any size costs no heap.
 */
final class SqlLexer {

    /** What a token is. */
    enum Kind {
        /** Keyword or unquoted identifier. */
        WORD,
        /** Identifier in double quotes. */
        QUOTED,
        /** Any form of string constant. */
        STRING,
        /** One {@code --} comment without its line end, or one block comment. */
        COMMENT,
        SEMICOLON,
        /** Any other single byte. */
        SYMBOL,
        END
    }

    private final MemorySegment text;
    private long start;
    private long position;

    SqlLexer(MemorySegment text) {
        this.text = text;
    }

    static SqlLexer of(String sql) {
        return new SqlLexer(MemorySegment.ofArray(sql.getBytes(StandardCharsets.UTF_8)));
    }

    /** First byte of the token that was read last. */
    long start() {
        return start;
    }

    /** The byte after it. */
    long end() {
        return position;
    }

    /** The token that was read last, as it stands in the text. */
    String token() {
        byte[] bytes = text.asSlice(start, position - start).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the token that was read last begins a line. */
    boolean atLineStart() {
        return start == 0 || at(start - 1) == '\n';
    }

    /** Leaves the rest of the line unread. */
    void skipLine() {
        lineComment();
    }

    /** Moves to the next token. */
    Kind next() {
        skipBlanks();
        start = position;
        int first = peek(0);
        return switch (first) {
            case -1 -> Kind.END;
            case ';' -> single(Kind.SEMICOLON);
            case '\'' -> string(false);
            case '"' -> quotedName();
            case '$' -> dollarQuote();
            case '-' -> peek(1) == '-' ? lineComment() : single(Kind.SYMBOL);
            case '/' -> peek(1) == '*' ? blockComment() : single(Kind.SYMBOL);
            case 'e', 'E' -> peek(1) == '\'' ? escapeString() : word();
            default -> startsName(first) ? word() : single(Kind.SYMBOL);
        };
    }

    private Kind single(Kind kind) {
        position++;
        return kind;
    }

    private Kind word() {
        while (continuesName(peek(0))) {
            position++;
        }
        return Kind.WORD;
    }

    private Kind escapeString() {
        position++;
        return string(true);
    }

    /** From an opening quote to behind the closing one, going on over a line end as SQL does. */
    private Kind string(boolean escapes) {
        do {
            position++;
            skipQuoted('\'', escapes);
        } while (continuesOnNextLine());
        return Kind.STRING;
    }

    private Kind quotedName() {
        position++;
        skipQuoted('"', false);
        return Kind.QUOTED;
    }

    private void skipQuoted(int quote, boolean escapes) {
        while (true) {
            int here = peek(0);
            if (here == -1) {
                return;
            }
            if (here == '\\' && escapes) {
                advance(2);
            } else if (here != quote) {
                position++;
            } else if (peek(1) == quote) {
                position += 2;
            } else {
                position++;
                return;
            }
        }
    }

    /** {@code 'a' <line end> 'b'} is one constant, and its second part is read like its first. */
    private boolean continuesOnNextLine() {
        long next = position;
        boolean lineEnd = false;
        while (next < text.byteSize() && isBlank(at(next))) {
            lineEnd |= at(next) == '\n' || at(next) == '\r';
            next++;
        }
        if (lineEnd && next < text.byteSize() && at(next) == '\'') {
            position = next;
            return true;
        }
        return false;
    }

    private Kind dollarQuote() {
        long tagEnd = position + 1;
        if (tagEnd < text.byteSize() && startsName(at(tagEnd))) {
            while (tagEnd < text.byteSize() && at(tagEnd) != '$' && continuesName(at(tagEnd))) {
                tagEnd++;
            }
        }
        if (tagEnd >= text.byteSize() || at(tagEnd) != '$') {
            return single(Kind.SYMBOL);
        }
        long tagBytes = tagEnd + 1 - position;
        MemorySegment tag = text.asSlice(position, tagBytes);
        position += tagBytes;
        while (position < text.byteSize()) {
            if (at(position) == '$' && matches(tag)) {
                position += tagBytes;
                return Kind.STRING;
            }
            position++;
        }
        return Kind.STRING;
    }

    private boolean matches(MemorySegment tag) {
        return position + tag.byteSize() <= text.byteSize()
                && text.asSlice(position, tag.byteSize()).mismatch(tag) == -1;
    }

    private Kind lineComment() {
        while (position < text.byteSize() && at(position) != '\n' && at(position) != '\r') {
            position++;
        }
        return Kind.COMMENT;
    }

    private Kind blockComment() {
        int depth = 0;
        do {
            if (peek(0) == '/' && peek(1) == '*') {
                depth++;
                position += 2;
            } else if (peek(0) == '*' && peek(1) == '/') {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < text.byteSize());
        return Kind.COMMENT;
    }

    private void skipBlanks() {
        while (position < text.byteSize() && isBlank(at(position))) {
            position++;
        }
    }

    private void advance(int bytes) {
        position = Math.min(position + bytes, text.byteSize());
    }

    private int peek(int distance) {
        return position + distance < text.byteSize() ? at(position + distance) : -1;
    }

    private int at(long index) {
        return text.get(ValueLayout.JAVA_BYTE, index) & 0xff;
    }

    private static boolean isBlank(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private static boolean startsName(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b >= 0x80;
    }

    private static boolean continuesName(int b) {
        return startsName(b) || (b >= '0' && b <= '9') || b == '$';
    }
}
