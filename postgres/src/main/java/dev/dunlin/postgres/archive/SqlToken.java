package dev.dunlin.postgres.archive;

import java.util.Locale;

/** A token with its text. */
record SqlToken(SqlLexer.Kind kind, String text) {

    static SqlToken of(SqlLexer.Kind kind, SqlLexer lexer) {
        return new SqlToken(kind, lexer.token());
    }

    boolean isWord(String keyword) {
        return kind == SqlLexer.Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == SqlLexer.Kind.SYMBOL && text.equals(symbol);
    }

    boolean isIdentifier() {
        return kind == SqlLexer.Kind.WORD || kind == SqlLexer.Kind.QUOTED;
    }

    /** The name as the catalog holds it: unquoted, or folded to lower case. */
    String identifier() {
        return kind == SqlLexer.Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }
}
