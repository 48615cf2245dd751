package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.TableName;
import java.util.Optional;

/**
 * Reads from an entry's SQL which relation it is about. pg_dump's comments show names unquoted and
 * so not exactly; its statements are exact, and always qualify a relation with its schema.
 */
final class SqlNames {

    private final SqlLexer lexer;
    private SqlToken token;

    private SqlNames(String sql) {
        this.lexer = SqlLexer.of(sql);
        this.token = new SqlToken(SqlLexer.Kind.END, "");
        advance();
    }

    /**
     * The relation an entry of this kind defines or hangs on.
     *
     * @return nothing for other kinds, and for SQL that is not as pg_dump writes it
     */
    static Optional<TableName> relationOf(String kind, String sql) {
        SqlNames names = new SqlNames(sql);
        return switch (kind) {
            case "TABLE" -> names.created("TABLE");
            case "MATERIALIZED VIEW" -> names.createdView();
            case "CONSTRAINT", "FK CONSTRAINT", "CHECK CONSTRAINT" -> names.altered();
            case "INDEX" -> names.indexed();
            case "STATISTICS" -> names.measured();
            default -> Optional.empty();
        };
    }

    private Optional<TableName> created(String what) {
        if (!take("CREATE")) {
            return Optional.empty();
        }
        take("UNLOGGED");
        return take(what) ? name() : Optional.empty();
    }

    private Optional<TableName> createdView() {
        return take("CREATE") && take("MATERIALIZED") && take("VIEW") ? name() : Optional.empty();
    }

    private Optional<TableName> altered() {
        if (!take("ALTER")) {
            return Optional.empty();
        }
        take("FOREIGN");
        if (!take("TABLE")) {
            return Optional.empty();
        }
        take("ONLY");
        return name();
    }

    private Optional<TableName> indexed() {
        if (!take("CREATE")) {
            return Optional.empty();
        }
        take("UNIQUE");
        if (!take("INDEX")) {
            return Optional.empty();
        }
        advance();
        if (!take("ON")) {
            return Optional.empty();
        }
        take("ONLY");
        return name();
    }

    /** {@code CREATE STATISTICS name (kinds) ON columns FROM relation}: FROM is reserved. */
    private Optional<TableName> measured() {
        if (!take("CREATE") || !take("STATISTICS")) {
            return Optional.empty();
        }
        int depth = 0;
        while (token.kind() != SqlLexer.Kind.END && token.kind() != SqlLexer.Kind.SEMICOLON) {
            if (depth == 0 && take("FROM")) {
                return name();
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            advance();
        }
        return Optional.empty();
    }

    private Optional<TableName> name() {
        if (!token.isIdentifier()) {
            return Optional.empty();
        }
        String schema = token.identifier();
        advance();
        if (!token.isSymbol(".")) {
            return Optional.empty();
        }
        advance();
        return token.isIdentifier()
                ? Optional.of(new TableName(schema, token.identifier()))
                : Optional.empty();
    }

    private boolean take(String keyword) {
        if (token.isWord(keyword)) {
            advance();
            return true;
        }
        return false;
    }

    private void advance() {
        SqlLexer.Kind kind = lexer.next();
        token = SqlToken.of(kind, lexer);
    }
}
