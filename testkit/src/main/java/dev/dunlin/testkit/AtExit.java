package dev.dunlin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** What shared fixtures leave is removed when the JVM that runs the tests ends. */
final class AtExit {
    private AtExit() {}

    static void run(Runnable ending) {
        Runtime.getRuntime().addShutdownHook(new Thread(ending, "testkit-exit"));
    }

    /** As far as possible: at exit nobody is left to tell. */
    static void deleteTree(Path root) {
        try (var paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            return;
        }
    }
}
