package dev.dunlin.spec.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.SecretRef;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUriTest {

    private static final Map<String, String> NOTHING = Map.of();

    private static ConnectionUri parse(String text) throws UriException {
        return ConnectionUri.parse(text, NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    postgresql://u@h:5433/d                     | u@h:5433/d
                    postgres://u@h/d                            | u@h:5432/d
                    postgresql://u:secret@h:1/d                 | u@h:1/d
                    postgresql://u:se:cret@h:1/d                | u@h:1/d
                    postgresql://u@[2001:db8::1]:6000/d         | u@2001:db8::1:6000/d
                    postgresql://u@[::1]/d                      | u@::1:5432/d
                    postgresql://u@h                            | u@h:5432/
                    postgresql://u@/d                           | u@localhost:5432/d
                    postgresql:///d?user=u&host=h&port=7        | u@h:7/d
                    postgresql://na%20me@h/da%2Fta%3F           | na me@h:5432/da/ta?
                    postgresql://%C3%BC@h/%E6%95%B0             | ü@h:5432/数
                    host=h port=7 dbname=d user=u               | u@h:7/d
                    host = h user = 'two words' dbname='it\\'s' | two words@h:5432/it's
                    """)
    void reads_what_libpq_reads(String text, String expected) throws UriException {
        assertThat(parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    postgresql://u:p%40ss%2F%25w@h/d | p@ss/%w
                    postgresql://u:a:b?c@h/d         | a:b?c
                    postgresql://u@h/d?password=x+y  | x+y
                    host=h user=u password='a b\\\\c' | a b\\c
                    host=h user=u password=a\\ b      | a b
                    """)
    void keeps_the_password_apart(String text, String expected) throws UriException {
        ConnectionUri uri = parse(text);

        assertThat(uri.password()).contains(expected);
        assertThat(uri.toString() + uri.endpoint()).doesNotContain(expected);
        assertThat(uri.endpoint().parameters()).doesNotContainKey("password");
    }

    @Test
    void a_server_elsewhere_has_to_prove_who_it_is() throws UriException {
        assertThat(parse("postgresql://u@db1/d").endpoint().parameters())
                .containsEntry("sslmode", "verify-full");
        for (String near : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
            assertThat(parse("postgresql://u@" + near + "/d").endpoint().parameters()).isEmpty();
        }
    }

    @Test
    void a_uri_without_password_has_none() throws UriException {
        assertThat(parse("postgresql://u@h/d").password()).isEmpty();
        assertThat(parse("postgresql://u:@h/d").password()).isEmpty();
    }

    @Test
    void parameters_on_the_list_travel() throws UriException {
        ConnectionUri uri =
                parse("postgresql://u@h/d?sslmode=verify-full&sslrootcert=/c&connect_timeout=3");

        assertThat(uri.endpoint().parameters())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "sslmode", "verify-full",
                                "sslrootcert", "/c",
                                "connect_timeout", "3"));
        assertThat(parse("postgresql://u@h/d?ssl=true").endpoint().parameters())
                .containsEntry("sslmode", "require");
    }

    @Test
    void the_environment_fills_what_is_missing_and_the_text_wins() throws UriException {
        Map<String, String> environment =
                Map.of(
                        "PGHOST", "envhost",
                        "PGPORT", "6543",
                        "PGUSER", "envuser",
                        "PGDATABASE", "envdb",
                        "PGSSLMODE", "require",
                        "PGPASSFILE", "/p",
                        "PGPASSWORD", "not looked at");

        ConnectionUri all = ConnectionUri.parse("postgresql://", environment);
        ConnectionUri some = ConnectionUri.parse("postgresql://u@h/d?sslmode=disable", environment);

        assertThat(all).hasToString("envuser@envhost:6543/envdb");
        assertThat(all.endpoint().parameters()).containsEntry("sslmode", "require");
        assertThat(all.endpoint().password())
                .isEqualTo(new SecretRef(SecretRef.Kind.PASSFILE, "/p"));
        assertThat(all.password()).isEmpty();
        assertThat(some).hasToString("u@h:6543/d");
        assertThat(some.endpoint().parameters()).containsEntry("sslmode", "disable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    mysql://u@h/d                          | neither postgresql:// nor postgres://
                    jdbc:postgresql://h/d                  | leave out 'jdbc:'
                    justaname                              | neither a postgresql:// URI
                    postgresql://u@h1,h2/d                 | several hosts
                    postgresql://u@h1:1,h2:2/d             | several ports
                    postgresql://u@h:0/d                   | 1 to 65535
                    postgresql://u@h:99999/d               | 1 to 65535
                    postgresql://u@[::1/d                  | ']' does not close
                    postgresql://u@[::1]5/d                | comes ':' and the port
                    postgresql://u%@h/d                    | two hex digits
                    postgresql://u%0@h/d                   | two hex digits
                    postgresql://u%FF@h/d                  | does not decode
                    postgresql://u@h/d%00                  | zero byte
                    postgresql://u@h/d?sslmode=maybe       | 'sslmode' is one of disable
                    postgresql://u@h/d?connect_timeout=x   | number of seconds
                    postgresql://u@h/d?novalue             | name=value pairs
                    postgresql://u@h/d?socketFactory=x     | unknown parameter 'socketFactory'
                    postgresql://u:a@h/d?piece7=word       | unknown parameter of odd spelling
                    postgresql://u@h/d?loggerFile=/etc/x   | known are application_name
                    postgresql://u@h/d?service=x           | service files are not read
                    postgresql:///d?host=/var/run          | socket directory
                    host=h user                            | a word is not key=value
                    host=h user='u                         | not closed
                    host=h color=red                       | unknown parameter 'color'
                    """)
    void says_what_is_wrong(String text, String expected) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UriException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:hunter2@@h/d",
                "postgresql://u:hun/hunter2@h/d",
                "postgresql://u:hunter2/x@h/d",
                "postgresql://u:hunter2%@h/d",
                "postgresql://u:hunter2@h:x/d",
                "postgresql://u:x@hunter2@h/d",
                "postgresql://u@h/d?password=hunter2&x=1",
                "postgresql://u@h/d?password=hunter2%",
                "mysql://u:hunter2@h/d",
                "host=h password='hunter2",
                "host=h password=x hunter2",
                "hunter2"
            })
    void never_echoes_a_password(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UriException.class)
                .hasMessageNotContaining("hunter2");
    }
}
