package dev.dunlin.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A database's definitions as {@code pg_dump} writes them, without what differs from one run or one
 * server version to the next. {@code pg_dump} refuses servers newer than itself: see {@link
 * #canRead}.
 */
public final class SchemaDump {
    private static final Pattern NOISE =
            Pattern.compile(
                    "\\s*"
                            + "|-- Dumped .*"
                            + "|\\\\(un)?restrict .*"
                            + "|SET (\\w+_timeout|client_\\w+|standard_conforming_strings"
                            + "|check_function_bodies|xmloption|row_security) = .*"
                            + "|SELECT pg_catalog\\.set_config\\('search_path', '', false\\);");

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private SchemaDump() {}

    /** Whether the {@code pg_dump} found here reads servers of this major. */
    public static boolean canRead(int major) {
        var version = VERSION.matcher(run(List.of("pg_dump", "--version")));
        return version.find() && Integer.parseInt(version.group(1)) >= major;
    }

    /** The definitions; options such as {@code --no-owner} may be added. */
    public static String of(TestDatabase database, String... options) {
        var command = new ArrayList<>(List.of("pg_dump", "--schema-only"));
        command.addAll(List.of(options));
        command.add("--dbname=" + database.uri());
        return normalised(run(command));
    }

    static String normalised(String dump) {
        return dump.lines()
                .filter(line -> !NOISE.matcher(line).matches())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String run(List<String> command) {
        try {
            var errors = Files.createTempFile("dunlin-pg-dump-", ".err");
            try {
                var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
                var output =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException("pg_dump: " + Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run pg_dump", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in pg_dump", e);
        }
    }
}
