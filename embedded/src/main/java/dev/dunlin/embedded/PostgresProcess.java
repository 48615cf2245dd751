package dev.dunlin.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of a server: its first process, and a watchdog that ends it should our own process be
 * killed (the watchdog's standard input then closes).
 */
final class PostgresProcess {
    private static final int STATUS_LINE = 7;

    private final Path directory;
    private final Process server;
    private final Process watchdog;

    private PostgresProcess(Path directory, Process server, Process watchdog) {
        this.directory = directory;
        this.server = server;
        this.watchdog = watchdog;
    }

    static PostgresProcess start(Path directory, List<String> command) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(log(directory).toFile());
        var server =
                new ProcessBuilder(Unprivileged.command(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        server.getOutputStream().close();
        var watchdog = shell("read _; kill -QUIT " + server.pid() + " 2>/dev/null");
        return new PostgresProcess(directory, server, watchdog);
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder(Unprivileged.detached(List.of("sh", "-c", script)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static Path log(Path directory) {
        return directory.resolve("server.log");
    }

    /** True once the server says in its pid file that it takes connections; false if it ended. */
    boolean awaitReady(Duration timeout) throws IOException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            if (isReady()) {
                return true;
            }
            if (!server.isAlive()) {
                return false;
            }
            LockSupport.parkNanos(MILLISECONDS.toNanos(5));
        }
        return false;
    }

    private boolean isReady() throws IOException {
        try {
            var lines = Files.readAllLines(directory.resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(server.pid()))
                    && lines.get(STATUS_LINE).startsWith("ready");
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    boolean isAlive() {
        return server.isAlive();
    }

    /** Sends the signal and waits for the end; kills what has not ended in time. */
    void end(String signal, Duration timeout) {
        var all = server.descendants().toList();
        watchdog.destroyForcibly();
        try {
            shell("kill -" + signal + " " + server.pid()).waitFor();
            if (!server.waitFor(timeout.toMillis(), MILLISECONDS)) {
                server.destroyForcibly().waitFor();
            }
            for (var child : all) {
                awaitEnd(child);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot stop the server in " + directory, e);
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Children of a killed server end by themselves; a new one cannot start before that. */
    private static void awaitEnd(ProcessHandle child) throws InterruptedException {
        try {
            child.onExit().get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            child.destroyForcibly();
        }
    }
}
