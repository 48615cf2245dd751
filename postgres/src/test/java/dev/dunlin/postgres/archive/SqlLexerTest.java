package dev.dunlin.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlLexerTest {

    private static List<String> tokens(String sql) {
        SqlLexer lexer = SqlLexer.of(sql);
        List<String> tokens = new ArrayList<>();
        for (var kind = lexer.next(); kind != SqlLexer.Kind.END; kind = lexer.next()) {
            tokens.add(kind + ":" + lexer.token());
        }
        return tokens;
    }

    @Test
    void plainStringsKeepBackslashes() {
        assertThat(tokens("'a\\'; 'b''c;'"))
                .containsExactly("STRING:'a\\'", "SEMICOLON:;", "STRING:'b''c;'");
    }

    @Test
    void escapeStringsDoNotEndAtAnEscapedQuote() {
        assertThat(tokens("E'a\\'; --'; x"))
                .containsExactly("STRING:E'a\\'; --'", "SEMICOLON:;", "WORD:x");
    }

    @Test
    void aStringGoesOnBehindALineEnd() {
        assertThat(tokens("E'a'\n  'b\\';'; 'c' 'd'"))
                .containsExactly(
                        "STRING:E'a'\n  'b\\';'", "SEMICOLON:;", "STRING:'c'", "STRING:'d'");
    }

    @Test
    void dollarQuotesEndAtTheirOwnTagOnly() {
        assertThat(tokens("$a$ ; $b$ $$ $a $a$;$$;$$ a$1$b $1"))
                .containsExactly(
                        "STRING:$a$ ; $b$ $$ $a $a$",
                        "SEMICOLON:;",
                        "STRING:$$;$$",
                        "WORD:a$1$b",
                        "SYMBOL:$",
                        "SYMBOL:1");
    }

    @Test
    void quotedNamesHoldAnything() {
        assertThat(tokens("\"a;\"\"--\" . \"$$\""))
                .containsExactly("QUOTED:\"a;\"\"--\"", "SYMBOL:.", "QUOTED:\"$$\"");
    }

    @Test
    void blockCommentsNest() {
        assertThat(tokens("/* a /* ' */ ; */ b -- c;\n;"))
                .containsExactly(
                        "COMMENT:/* a /* ' */ ; */", "WORD:b", "COMMENT:-- c;", "SEMICOLON:;");
    }

    @Test
    void whatDoesNotEndReachesToTheEnd() {
        assertThat(tokens("'a;")).containsExactly("STRING:'a;");
        assertThat(tokens("$$a;")).containsExactly("STRING:$$a;");
        assertThat(tokens("/* a;")).containsExactly("COMMENT:/* a;");
        assertThat(tokens("E'a\\")).containsExactly("STRING:E'a\\");
    }

    @Test
    void lettersOfAllAlphabetsMakeWords() {
        assertThat(tokens("größe.привет")).containsExactly("WORD:größe", "SYMBOL:.", "WORD:привет");
    }

    @Test
    void ownersAreTakenOffOnlyAsLastStatement() {
        String function =
                "CREATE FUNCTION f() RETURNS text LANGUAGE sql\n"
                        + "BEGIN ATOMIC\n SELECT 1;\n SELECT 'ALTER x OWNER TO y;';\nEND;\n\n\n"
                        + "ALTER FUNCTION f() OWNER TO \"An \"\"Owner\"\"\";";
        SqlStatements.Owned owned = SqlStatements.withoutOwner(function);
        assertThat(owned.owner()).contains("An \"Owner\"");
        assertThat(owned.sql()).endsWith("END;").startsWith("CREATE FUNCTION");
        assertThat(SqlStatements.withoutOwner("SELECT 1;").owner()).isEmpty();
    }
}
