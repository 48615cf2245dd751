package dev.dunlin.app;

import dev.dunlin.app.show.NativeTerminal;
import dev.dunlin.app.show.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a command sees of the world.
 *
 * @param out the result, and nothing else
 * @param err progress, warnings and errors
 * @param began when the process began, for wall times
 * @param terminal what {@code err} leads to, asked only by commands that need it
 * @param outIsTerminal whether {@code out} leads to a terminal
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        PrintStream out,
        PrintStream err,
        InstantSource clock,
        Instant began,
        Supplier<Terminal> terminal,
        BooleanSupplier outIsTerminal) {

    /** Set by the launcher when it built first: that time is not the command's. */
    private static final String BUILT_FIRST = "dunlin.built";

    /** Those of this process. */
    static Surroundings ofProcess() {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        InstantSource clock = InstantSource.system();
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                err,
                clock,
                processStart(clock),
                () -> NativeTerminal.ofStandardError(err),
                NativeTerminal::standardOutputIsTerminal);
    }

    private static Instant processStart(InstantSource clock) {
        return Boolean.getBoolean(BUILT_FIRST)
                ? clock.instant()
                : ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
    }

    /** A variable of the environment, empty when it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
