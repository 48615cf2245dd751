package dev.dunlin.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.Main;
import dev.dunlin.app.TestSurroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of callers, and servers that would not be safe. */
class TokenCommandTest {

    @TempDir private Path home;

    private record Ended(int code, String out, String err) {}

    private Ended run(String line) {
        TestSurroundings world = new TestSurroundings(Map.of(), home);
        int code = Main.run(world.surroundings(), line.replace("HOME", home + "").split(" +"));
        return new Ended(code, world.out(), world.err());
    }

    @Test
    void a_token_is_printed_once_and_kept_as_its_hash() throws Exception {
        Path file = home.resolve(".local/state/dunlin-server/callers.json");

        Ended added = run("token add grafana --access viewer");

        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out().strip()).hasSize(48);
        assertThat(Files.readString(file))
                .contains("\"grafana\"", "\"viewer\"")
                .doesNotContain(added.out().strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("token add ann").code()).isZero();
        assertThat(run("token add ann").code()).isEqualTo(4);
        assertThat(run("token add owner").code()).isEqualTo(4);
        assertThat(run("token list").out()).isEqualTo("grafana  viewer\nann      operator\n");
        assertThat(run("token remove grafana").code()).isZero();
        assertThat(run("token remove grafana").code()).isEqualTo(3);
        assertThat(run("token list").out()).isEqualTo("ann  operator\n");
    }

    @ParameterizedTest
    @CsvSource({
        "token, 'add, list or remove'",
        "token add, NAME",
        "token add a/b, letters",
        "token add ann --access king, --access",
        "token list --callers-file HOME/open.json, 0600"
    })
    void mistakes(String line, String said) throws Exception {
        Path open = Files.writeString(home.resolve("open.json"), "[]");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        Ended ended = run(line);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bind 0.0.0.0                              | there is no TLS",
                "--bind 0.0.0.0 --tls-key k                  | go together",
                "--tls-certificate c --tls-store s           | go together",
                "--tls-store HOME/none.p12                   | --tls-store cannot be used",
                "--tls-certificate HOME/no --tls-key HOME/no | --tls-certificate cannot be used",
                "--callers-file HOME/open.json               | 0600"
            })
    void a_server_that_would_not_be_safe_does_not_start(String options, String said)
            throws Exception {
        Path open = Files.writeString(home.resolve("open.json"), "[]");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-r--"));

        for (String command : new String[] {"serve ", "coordinator --bootstrap-servers k:1 "}) {
            Ended ended = run(command + options.strip());

            assertThat(ended.code()).as(ended.err()).isEqualTo(2);
            assertThat(ended.err()).contains(said);
        }
    }
}
