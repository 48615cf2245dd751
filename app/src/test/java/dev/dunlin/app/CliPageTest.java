package dev.dunlin.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The page of the command line is what the command line says of itself. To write it anew: {@code
 * -Ddunlin.write=true}.
 */
final class CliPageTest {

    private static final Path PAGE = Path.of("../docs/cli.md");

    private static final String HEAD =
            """
            # The command line

            Made from the commands themselves; `dunlin help COMMAND` prints the same.

            - **Server**: `--server URL`, else `$DUNLIN_SERVER`, else the process on this
              machine that runs the migration (`dunlin run`, `dunlin serve`), found by its
              `server.json`.
            - **Token**: `--token-file FILE`, else `$DUNLIN_TOKEN`; a process of this machine
              needs neither. A token is never a value on the command line.
            - **Results** are on stdout, everything else is on stderr. `-o json`, `jsonl` and
              `yaml` give what REST gives, times in UTC; tables give relative times and
              rounded sizes.
            - **Names**: `sales` is a migration, `sales.orders` its database `orders`.
            - **Exit codes**: see the [README](../README.md#exit-codes); they are never
              renumbered.

            """;

    @TempDir Path home;

    @Test
    void the_page_says_what_the_commands_say() throws IOException {
        TestSurroundings world = new TestSurroundings(Map.of(), home);
        CommandLine root = Main.commandLine(world.surroundings());
        String page = HEAD + commands(root).map(CliPageTest::section).collect(joining("\n"));
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static Stream<CommandSpec> commands(CommandLine parent) {
        Set<CommandLine> children = new LinkedHashSet<>(parent.getSubcommands().values());
        return children.stream()
                .filter(child -> !(child.getCommand() instanceof HelpCommand))
                .filter(child -> !child.getCommandSpec().usageMessage().hidden())
                .flatMap(
                        child -> Stream.concat(Stream.of(child.getCommandSpec()), commands(child)));
    }

    private static String section(CommandSpec command) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(command.qualifiedName()).append("\n\n");
        text.append(String.join(" ", command.usageMessage().description())).append("\n\n");
        String[] synopsis = command.usageMessage().customSynopsis();
        if (synopsis.length > 0) {
            Stream.of(synopsis).forEach(line -> text.append("    ").append(line.strip() + "\n"));
            text.append('\n');
        }
        text.append("| argument | meaning |\n|---|---|\n");
        Stream.concat(
                        command.positionalParameters().stream(),
                        command.options().stream().filter(option -> !option.usageHelp()))
                .filter(argument -> !argument.hidden())
                .forEach(argument -> text.append(row(argument)));
        List<String> footer = List.of(command.usageMessage().footer());
        if (!footer.isEmpty()) {
            text.append('\n');
            footer.stream()
                    .skip(1)
                    .forEach(line -> text.append(("    " + line).stripTrailing() + "\n"));
        }
        return text.toString();
    }

    private static String row(ArgSpec argument) {
        String names =
                argument instanceof OptionSpec option
                        ? String.join(", ", option.names())
                                + (option.negatable()
                                        ? ", --no-" + option.longestName().substring(2)
                                        : "")
                                + (option.arity().max() == 0 ? "" : " " + option.paramLabel())
                        : argument.paramLabel();
        String meaning = String.join(" ", argument.description());
        return "| `" + names.replace("|", "\\|") + "` | " + meaning.replace("|", "\\|") + " |\n";
    }
}
