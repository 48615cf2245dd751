package dev.dunlin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server of an earlier process on the same directory, should its watchdog have died too. */
final class PostgresLeftover {
    private PostgresLeftover() {}

    static void end(Path directory) throws IOException {
        try {
            var lines = Files.readAllLines(directory.resolve("postmaster.pid"));
            var server = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
            if (server.isPresent() && isPostgres(server.get())) {
                server.get().destroyForcibly();
                server.get().onExit().get(10, TimeUnit.SECONDS);
            }
        } catch (NoSuchFileException _) {
            return; // stopped in order
        } catch (Exception e) {
            throw new EmbeddedServerException("a server still runs in " + directory, e);
        }
    }

    /** The number in the file may by now be some other process's. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres");
    }
}
