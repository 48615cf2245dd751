package dev.dunlin.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.service.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * docs/configuration.md is what the options of long-lived processes and the template of a migration
 * say. To write it anew: {@code -Ddunlin.write=true}.
 */
final class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final List<String> PROCESSES =
            List.of("serve", "coordinator", "snapshot-worker", "cdc-worker", "sink-worker");

    private static final String HEAD =
            """
            # Configuration

            Written by `ConfigurationPageTest` from the commands themselves and the template; the
            build fails when this page is stale.

            ## Settings of long-lived processes

            One set of names: `--http-port` of the command line is `DUNLIN_HTTP_PORT` in the
            environment and `dunlin.http-port` in the file that `--config` names. The command line
            comes before the environment, and that before the file.

            | setting | environment | processes | meaning |
            |---|---|---|---|
            """;

    private static final String VARIABLES =
            """

            ## Variables of the environment alone

            | variable | read by | meaning |
            |---|---|---|
            | `DUNLIN_SOURCE`, `DUNLIN_TARGET` | `run`, `validate` | Where from and \
            where to, when the options are not given. |
            | `DUNLIN_SOURCE_PASSWORD`, `DUNLIN_TARGET_PASSWORD` | `run`, `validate` | \
            The passwords, when neither a file nor libpq's ways name one. |
            | `DUNLIN_SERVER` | commands that ask a server | Its URL, when `--server` is \
            not given. |
            | `DUNLIN_TOKEN` | commands that ask a server | The token, when \
            `--token-file` is not given. |
            | `DUNLIN_CA_FILE` | commands that ask a server | PEM file of the authority \
            that signed the server's certificate. |
            | `DUNLIN_SECRET_KEY`, `DUNLIN_SECRET_KEY_FILE` | coordinator and workers | \
            Key that seals passwords which come with a spec: the same for all, see \
            [security](security.md). |
            | `DUNLIN_PG_BIN` | sink and snapshot workers, `run` | Directory of \
            `pg_dump` and `pg_restore`. |
            | `DUNLIN_JAVA_HOME` | the launcher | The JDK 25 to take, before `JAVA_HOME`. |
            | `DUNLIN_JAVA_OPTIONS` | the launcher | Options for the JVM, after its own, \
            so that they win. |

            ## A migration

            As `dunlin create --template` prints it; JSON with the same fields is taken too.

            ```yaml
            """;

    @TempDir Path home;

    @Test
    void the_page_is_what_the_commands_and_the_template_say() throws IOException {
        String page =
                HEAD
                        + Settings.names().stream().map(this::row).collect(joining())
                        + VARIABLES
                        + template()
                        + "```\n";
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private String row(String name) {
        List<Map.Entry<String, OptionSpec>> places = places(name).toList();
        String processes =
                places.size() == PROCESSES.size()
                        ? "all"
                        : places.stream().map(Map.Entry::getKey).collect(joining(", "));
        return "| `%s` | `DUNLIN_%s` | %s | %s |%n"
                .formatted(
                        name,
                        name.toUpperCase(Locale.ROOT).replace('-', '_'),
                        places.isEmpty() ? "serve, coordinator" : processes,
                        places.isEmpty() ? meaningOf(name) : meaning(places));
    }

    /** What cannot be said on the command line, where others could read it. */
    private static String meaningOf(String name) {
        assertThat(name).isEqualTo(Settings.TOKEN);
        return "The token that callers show; no option, because others see command lines."
                + " Default: one that nobody can guess, new with each start.";
    }

    private static String meaning(List<Map.Entry<String, OptionSpec>> places) {
        return places.stream()
                .map(place -> String.join(" ", place.getValue().description()))
                .distinct()
                .collect(joining(" / "))
                .replace("|", "\\|");
    }

    private Stream<Map.Entry<String, OptionSpec>> places(String name) {
        CommandLine root = Main.commandLine(new TestSurroundings(Map.of(), home).surroundings());
        return root.getSubcommands().entrySet().stream()
                .filter(command -> PROCESSES.contains(command.getKey()))
                .flatMap(
                        command ->
                                Stream.ofNullable(
                                                command.getValue()
                                                        .getCommandSpec()
                                                        .findOption("--" + name))
                                        .map(option -> Map.entry(command.getKey(), option)));
    }

    private static String template() throws IOException {
        try (InputStream in =
                ConfigurationPageTest.class.getResourceAsStream("/dev/dunlin/spec/template.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
