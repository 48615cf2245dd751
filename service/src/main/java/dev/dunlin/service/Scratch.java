package dev.dunlin.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a process puts files for a while: readable by its owner only, of no use after it. */
public final class Scratch {

    private Scratch() {}

    /** A fresh directory, within the work directory where one is given. */
    public static Path of(Settings settings, String name) {
        try {
            String prefix = "dunlin-" + name + "-";
            if (settings.text(Settings.WORK_DIR).isEmpty()) {
                return Files.createTempDirectory(prefix);
            }
            Path directory = settings.workDirectory(Path.of(""));
            return Files.createTempDirectory(Files.createDirectories(directory), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
