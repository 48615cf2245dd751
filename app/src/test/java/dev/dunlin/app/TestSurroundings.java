package dev.dunlin.app;

import dev.dunlin.app.show.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A world of a test's own: what a command says is kept. */
public final class TestSurroundings {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Surroundings surroundings;

    public TestSurroundings(Map<String, String> environment, Path home) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal log =
                new Terminal() {
                    @Override
                    public boolean interactive() {
                        return false;
                    }

                    @Override
                    public Size size() {
                        return new Size(80, 24);
                    }

                    @Override
                    public void write(String text) {
                        errors.print(text);
                    }
                };
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        surroundings =
                new Surroundings(
                        environment,
                        home,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        errors,
                        InstantSource.fixed(now),
                        now,
                        () -> log,
                        () -> false);
    }

    /** The world itself. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** What went to standard output. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What went to standard error. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
