package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script in a real bash, with a command that knows two migrations. */
@Timeout(60)
final class CompletionTest {

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dunlin status s         | sales shop
                    dunlin cutover sh       | shop
                    dunlin cutover cancel s | sales shop
                    dunlin sta              | status
                    dunlin list s           | ''
                    """)
    void words_are_completed(String line, String offered) throws Exception {
        assertThat(completed(line)).isEqualTo(offered);
    }

    @Test
    void options_are_completed() throws Exception {
        assertThat(completed("dunlin create --te")).isEqualTo("--template");
    }

    private String completed(String line) throws IOException, InterruptedException {
        TestSurroundings world = new TestSurroundings(Map.of(), home);
        Main.run(world.surroundings(), "completion", "bash");
        Path script = Files.writeString(home.resolve("script"), world.out());
        String shell =
                """
                compopt() { :; }
                dunlin() { printf '%%s\\n' sales shop; }
                source %s
                COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='%s'
                _dunlin_with_names
                echo "${COMPREPLY[@]}"
                """
                        .formatted(script, line, line);
        Process bash =
                new ProcessBuilder("bash", "--norc", "-c", shell).redirectErrorStream(true).start();
        byte[] said = bash.getInputStream().readAllBytes();
        bash.waitFor();
        return new String(said, StandardCharsets.UTF_8).strip();
    }
}
