package dev.dunlin.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command sees of the world.
 *
 * @param out the result, and nothing else
 * @param err progress, warnings and errors
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        PrintStream out,
        PrintStream err,
        InstantSource clock) {

    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                InstantSource.system());
    }

    /** A variable of the environment, empty when it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
