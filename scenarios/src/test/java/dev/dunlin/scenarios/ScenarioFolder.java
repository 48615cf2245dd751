package dev.dunlin.scenarios;

import dev.dunlin.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A scenario: {@code source.sql} makes the source, {@code expected-differences.txt} names what may
 * differ afterwards, one piece of text to a line, each with its reason.
 */
record ScenarioFolder(String name, Path directory) {

    private static final Path ALL = Path.of("src/test/resources/scenarios");
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[A-Za-z_]*\\$");

    static ScenarioFolder of(String name) {
        return new ScenarioFolder(name, ALL.resolve(name));
    }

    /** Makes the source, a statement at a time. */
    void load(TestDatabase source) throws IOException {
        source.execute(statements().toArray(String[]::new));
    }

    /** A statement ends with a semicolon at the end of a line outside of dollar quotes. */
    private List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (String line : Files.readAllLines(directory.resolve("source.sql"))) {
            statement.append(line).append('\n');
            boolean odd = DOLLAR_QUOTE.matcher(line).results().count() % 2 == 1;
            quoted ^= odd;
            if (!quoted && line.stripTrailing().endsWith(";")) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    /** Differences nobody expects. */
    List<String> unexpected(List<String> differences) throws IOException {
        Path file = directory.resolve("expected-differences.txt");
        List<String> expected =
                Files.exists(file)
                        ? Files.readAllLines(file).stream()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .toList()
                        : List.of();
        return differences.stream()
                .filter(difference -> expected.stream().noneMatch(difference::contains))
                .toList();
    }

    /** Whether the two schemas are expected to be written alike. */
    boolean comparesSchemas() {
        return !Files.exists(directory.resolve("schemas-differ.txt"));
    }
}
