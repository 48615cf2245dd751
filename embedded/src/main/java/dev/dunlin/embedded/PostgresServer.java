package dev.dunlin.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on the loopback address, for a demonstration or a test.
 *
 * <p>It does not outlive us: close ends it, and so does the death of our process. Its superuser is
 * {@code postgres}. The port stays the same over {@link #restart}.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final PostgresOptions options;
    private final Path directory;
    private final boolean temporary;
    private int port;
    private @Nullable PostgresProcess process;

    private PostgresServer(PostgresOptions options) throws IOException {
        this.options = options;
        temporary = options.directory().isEmpty();
        directory =
                temporary
                        ? Files.createTempDirectory("dunlin-postgres-")
                        : options.directory().get().toAbsolutePath();
    }

    /** Returns when the server takes connections. */
    public static PostgresServer start(PostgresOptions options) {
        try {
            var server = new PostgresServer(options);
            server.startOrCleanUp();
            return server;
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL did not start", e);
        }
    }

    private void startOrCleanUp() throws IOException {
        try {
            create();
            launchOnFreePort();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void create() throws IOException {
        Files.createDirectories(directory);
        Unprivileged.own(directory);
        if (Files.exists(directory.resolve("PG_VERSION"))) {
            PostgresLeftover.end(directory);
            return;
        }
        var password = Files.createTempFile("dunlin-initdb-", "");
        try {
            Files.writeString(password, options.password().orElse("unused") + "\n");
            Unprivileged.own(password);
            initialise(password);
        } finally {
            Files.delete(password);
        }
        if (options.tls().isPresent()) {
            copy(options.tls().get().certificate(), "server.crt");
            copy(options.tls().get().key(), "server.key");
        }
    }

    /** PostgreSQL takes a key that its own user may read, and nobody else. */
    private void copy(Path file, String name) throws IOException {
        Path copy = Files.copy(file, directory.resolve(name));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        Unprivileged.own(copy);
    }

    private void initialise(Path password) throws IOException {
        var authentication = options.password().isPresent() ? "scram-sha-256" : "trust";
        var command =
                List.of(
                        options.binaries().tool("initdb"),
                        "--pgdata=" + directory,
                        "--username=postgres",
                        "--pwfile=" + password,
                        "--auth=" + authentication,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync");
        var initdb =
                new ProcessBuilder(Unprivileged.command(command)).redirectErrorStream(true).start();
        var output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!initdb.waitFor(60, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                throw new EmbeddedServerException("initdb in " + directory + ":\n" + output);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted in initdb", e);
        }
    }

    private void launchOnFreePort() throws IOException {
        for (var attempt = 1; ; attempt++) {
            port = freePort();
            try {
                launch();
                return;
            } catch (EmbeddedServerException e) {
                if (attempt == ATTEMPTS || !e.toString().contains("could not bind")) {
                    throw e; // else someone took the port between our look and its start
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void launch() throws IOException {
        var log = PostgresProcess.log(directory);
        Files.deleteIfExists(log);
        var started = PostgresProcess.start(directory, command());
        if (!started.awaitReady(START_TIMEOUT)) {
            started.end("QUIT", STOP_TIMEOUT);
            throw new EmbeddedServerException(
                    "PostgreSQL in " + directory + " did not start:\n" + Files.readString(log));
        }
        process = started;
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(options.binaries().tool("postgres"));
        command.addAll(List.of("-D", directory.toString(), "-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories="));
        options.settings()
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    public int major() {
        return options.binaries().major();
    }

    public int port() {
        return port;
    }

    public Path directory() {
        return directory;
    }

    /** For JDBC, with user and password. */
    public String jdbcUrl(String database) {
        var url =
                "jdbc:postgresql://127.0.0.1:" + port + "/" + encoded(database) + "?user=postgres";
        return options.password()
                .map(password -> url + "&password=" + encoded(password))
                .orElse(url);
    }

    /** For libpq and for us, with user and password. */
    public String uri(String database) {
        var secret = options.password().map(password -> ":" + encoded(password)).orElse("");
        return "postgresql://postgres" + secret + "@127.0.0.1:" + port + "/" + encoded(database);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Ends all sessions, writes a checkpoint and stops. */
    public void stop() {
        end("INT");
    }

    /** Stops without a checkpoint, so that the next start has to recover. */
    public void stopImmediately() {
        end("QUIT");
    }

    /** Kills the first process as {@code kill -9} does; returns when its children are gone too. */
    public void kill() {
        end("KILL");
    }

    private void end(String signal) {
        if (process != null) {
            process.end(signal, STOP_TIMEOUT);
            process = null;
        }
    }

    /** Starts again on the same port, after a stop if it still runs. */
    public void restart() {
        stop();
        try {
            launch();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL did not start again", e);
        }
    }

    @Override
    public void close() {
        stopImmediately();
        if (temporary) {
            try {
                BrokerDirectory.deleteTree(directory);
            } catch (IOException e) {
                throw new EmbeddedServerException("cannot delete " + directory, e);
            }
        }
    }
}
