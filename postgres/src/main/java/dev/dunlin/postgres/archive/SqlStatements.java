package dev.dunlin.postgres.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the SQL of an entry apart where that is safe: at semicolons that end a statement. */
public final class SqlStatements {

    private SqlStatements() {}

    /**
     * An entry's statements without the one that hands the object to its owner.
     *
     * @param sql all the other statements
     * @param assignment {@code ALTER … OWNER TO …}; empty for none
     * @param owner the role it names, as the catalog holds it
     */
    public record Owned(String sql, String assignment, Optional<String> owner) {}

    /**
     * Splits at top-level semicolons. Meant for entries without routine bodies, above all grants:
     * the {@code BEGIN ATOMIC} body of a function would be split too.
     */
    public static List<String> split(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        SqlLexer lexer = SqlLexer.of(sql);
        List<String> statements = new ArrayList<>();
        long start = -1;
        SqlLexer.Kind kind = lexer.next();
        while (kind != SqlLexer.Kind.END) {
            if (kind == SqlLexer.Kind.SEMICOLON && start >= 0) {
                statements.add(slice(text, start, lexer.end()));
                start = -1;
            } else if (start < 0 && kind != SqlLexer.Kind.COMMENT) {
                start = lexer.start();
            }
            kind = lexer.next();
        }
        if (start >= 0) {
            statements.add(slice(text, start, text.length));
        }
        return statements;
    }

    /** Takes the owner's statement off: pg_dump writes it as an entry's last one. */
    public static Owned withoutOwner(String sql) {
        List<SqlToken> last = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        long lastStart = 0;
        SqlLexer lexer = SqlLexer.of(sql);
        for (var kind = lexer.next(); kind != SqlLexer.Kind.END; kind = lexer.next()) {
            if (kind == SqlLexer.Kind.COMMENT) {
                continue;
            }
            if (current.isEmpty()) {
                lastStart = lexer.start();
            }
            if (kind == SqlLexer.Kind.SEMICOLON) {
                last = current;
                current = new ArrayList<>();
            } else {
                current.add(SqlToken.of(kind, lexer));
            }
        }
        int size = last.size();
        if (!current.isEmpty() || !assignsOwner(last)) {
            return new Owned(sql, "", Optional.empty());
        }
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return new Owned(
                slice(text, 0, lastStart).stripTrailing(),
                slice(text, lastStart, text.length).strip(),
                Optional.of(last.get(size - 1).identifier()));
    }

    private static boolean assignsOwner(List<SqlToken> statement) {
        int size = statement.size();
        return size >= 5
                && statement.getFirst().isWord("ALTER")
                && statement.get(size - 3).isWord("OWNER")
                && statement.get(size - 2).isWord("TO")
                && statement.get(size - 1).isIdentifier();
    }

    private static String slice(byte[] text, long start, long end) {
        return new String(text, (int) start, (int) (end - start), StandardCharsets.UTF_8);
    }
}
