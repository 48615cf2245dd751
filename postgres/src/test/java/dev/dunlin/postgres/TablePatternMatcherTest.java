package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePatternMatcherTest {

    private static TablePatternMatcher including(String... patterns) {
        return new TablePatternMatcher(new TablePatterns(List.of(patterns), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app | app | t | true",
                "app | apps | t | false",
                "app.t* | app | table | true",
                "app.*_old | app | x_old | true",
                "*.t | any | t | true",
                "app.t | app | T | false",
                "a.b* | a | b.c | true",
                "\"a.b\".t | a.b | t | true",
                "app.\"x*\" | app | xy | false",
                "app.\"x*\" | app | x* | true",
                "app.\"q\"\"q\" | app | q\"q | true",
                "app.[a] | app | a | false",
            })
    void matchesNamesAsWritten(String pattern, String schema, String table, boolean matches) {
        assertThat(including(pattern).matches(new TableName(schema, table))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".b", "a.b.c", "\"a", "a\"b", "a.\"b\"c"})
    void refusesWhatItCannotRead(String pattern) {
        assertThatThrownBy(() -> including(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "'");
    }

    @Test
    void excludeWinsAndSchemasFollowTheirTables() {
        var matcher =
                new TablePatternMatcher(
                        new TablePatterns(List.of("a", "b.t"), List.of("a.secret", "c")));

        assertThat(matcher.matches(new TableName("a", "t"))).isTrue();
        assertThat(matcher.matches(new TableName("a", "secret"))).isFalse();
        assertThat(matcher.matchesSchema("a")).isTrue();
        assertThat(matcher.matchesSchema("b")).isTrue();
        assertThat(matcher.matchesSchema("c")).isFalse();
        assertThat(matcher.unmatched(List.of(new TableName("b", "t")), List.of("a", "b")))
                .containsExactly("a.secret", "c");
    }
}
