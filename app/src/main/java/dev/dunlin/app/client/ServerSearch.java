package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.app.run.WorkPlace;
import dev.dunlin.protocol.MigrationName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Finds the server a command talks to: what options name, then {@code DUNLIN_SERVER}, then the
 * process on this machine that runs the migration, then {@code dunlin serve} on this machine.
 */
final class ServerSearch {

    private static final String RIGHT = "--server https://dunlin.example.com:7070";

    private final Surroundings surroundings;
    private final ServerOptions options;

    ServerSearch(Surroundings surroundings, ServerOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    /** The server that knows this migration, or any. */
    Server find(Optional<MigrationName> migration) {
        if (options.server != null && options.workDirectory != null) {
            throw new UsageException("--server and --work-dir name one each", RIGHT);
        }
        if (options.server != null) {
            return remote("--server", options.server, " --server " + options.server);
        }
        if (options.workDirectory != null) {
            Path directory = options.workDirectory.toAbsolutePath().normalize();
            return local(directory, migration, " --work-dir " + directory)
                    .orElseThrow(() -> absent(migration, directory));
        }
        String variable = surroundings.variable("DUNLIN_SERVER");
        if (!variable.isEmpty()) {
            return remote("DUNLIN_SERVER", variable, "");
        }
        Path usual = WorkPlace.ofServer(surroundings);
        Optional<Path> own = migration.map(name -> WorkPlace.of(name.whole(), null, surroundings));
        return own.flatMap(directory -> local(directory, migration, ""))
                .or(() -> local(usual, migration, ""))
                .or(() -> migration.isEmpty() ? onlyRun() : Optional.empty())
                .orElseThrow(() -> absent(migration, own.orElse(usual)));
    }

    private Server remote(String origin, String text, String place) {
        boolean here = text.matches("(localhost|127\\.[0-9.]+|\\[::1])(:.*)?");
        String full = text.contains("://") ? text : (here ? "http://" : "https://") + text;
        try {
            URI uri = URI.create(full.replaceFirst("/+$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null;
            if (web && bare && uri.getHost() != null) {
                return new Server(uri, token(), trust(), Optional.empty(), 0, place);
            }
        } catch (IllegalArgumentException _) {
            // Said below, without the text: it may hold a password.
        }
        throw new UsageException(origin + " is no URL of a server", RIGHT);
    }

    /** Whom an https server has to be signed by; empty for whoever Java trusts. */
    private Optional<SSLContext> trust() {
        String variable = surroundings.variable("DUNLIN_CA_FILE");
        Path file = options.authorities;
        if (file == null && variable.isEmpty()) {
            return Optional.empty();
        }
        Path chosen = file == null ? Path.of(variable) : file;
        try {
            return Optional.of(Trust.authorities(chosen));
        } catch (IOException | GeneralSecurityException _) {
            throw new UsageException(
                    (file == null ? "DUNLIN_CA_FILE" : "--ca-file")
                            + " "
                            + chosen
                            + " holds no certificate that can be read",
                    "--ca-file ca.pem");
        }
    }

    private Optional<String> token() {
        Path file = options.tokenFile;
        if (file == null) {
            return Optional.of(surroundings.variable("DUNLIN_TOKEN")).filter(t -> !t.isEmpty());
        }
        try {
            String token = Files.readString(file).strip();
            if (!token.isEmpty() && token.lines().count() == 1) {
                return Optional.of(token);
            }
        } catch (IOException _) {
            throw new UsageException("--token-file " + file + " cannot be read", tokenFile());
        }
        throw new UsageException("--token-file " + file + " is not one line", tokenFile());
    }

    private static String tokenFile() {
        return "--token-file ~/.config/dunlin/token";
    }

    private Optional<Server> local(Path directory, Optional<MigrationName> asked, String place) {
        Optional<ServerFile> file = file(directory).filter(ServerSearch::alive);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String runs = file.get().migration();
        boolean other = !runs.isEmpty() && asked.filter(n -> !isOf(n, runs)).isPresent();
        if (other) {
            throw new CommandEnded(
                    ExitCode.NOT_FOUND,
                    directory + " belongs to the migration " + runs,
                    "  next: name that one, or give the --work-dir of " + asked.get());
        }
        Optional<String> shown =
                options.tokenFile == null ? Optional.of(file.get().token()) : token();
        Optional<Path> run = Optional.of(directory).filter(_ -> !runs.isEmpty());
        URI root = file.get().root();
        return Optional.of(
                new Server(root, shown, Trust.of(file.get()), run, file.get().pid(), place));
    }

    private static boolean isOf(MigrationName name, String runs) {
        return name.whole().value().equals(runs);
    }

    private static boolean alive(ServerFile server) {
        return ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    private static Optional<ServerFile> file(Path directory) {
        try {
            return ServerFile.read(directory);
        } catch (IOException e) {
            throw new CommandEnded(
                    ExitCode.UNREACHABLE,
                    "server.json in " + directory + " cannot be read: " + e,
                    "  next: run this command as the user who runs the migration");
        }
    }

    /** A command about no migration in particular means the only one there is. */
    private Optional<Server> onlyRun() {
        Path runs = WorkPlace.ofRuns(surroundings);
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> directories = Files.list(runs)) {
            List<Server> found =
                    directories
                            .filter(directory -> file(directory).isPresent())
                            .sorted()
                            .flatMap(directory -> local(directory, Optional.empty(), "").stream())
                            .toList();
            if (found.size() > 1) {
                throw new CommandEnded(
                        ExitCode.UNREACHABLE,
                        found.size() + " runs are going on here, and no server of many",
                        "  next: choose one of them: --work-dir "
                                + found.getFirst().run().orElseThrow());
            }
            return found.stream().findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Why there is nobody to talk to. */
    static CommandEnded absent(Optional<MigrationName> migration, Path directory) {
        if (migration.isEmpty()) {
            return new CommandEnded(
                    ExitCode.UNREACHABLE,
                    "no server is known here",
                    "  next: say which one with --server URL or DUNLIN_SERVER, or start one on",
                    "        this machine: dunlin serve");
        }
        MigrationName name = migration.get();
        Optional<PastReport> report = PastReport.read(directory);
        if (Files.exists(directory.resolve("request.properties"))) {
            return new CommandEnded(
                    ExitCode.UNREACHABLE,
                    "no process that can be asked runs " + name + " (" + directory + ")",
                    "  next: if it is not running, start it again with the dunlin run command it",
                    "        was begun with: it resumes. A run that just began, or one with",
                    "        --mode offline, does not listen.");
        }
        if (report.isPresent()) {
            return new CommandEnded(
                    ExitCode.NOT_FOUND,
                    name + " has ended: " + report.get().result(),
                    "  its report: " + directory.resolve("report.json"));
        }
        return new CommandEnded(
                ExitCode.NOT_FOUND,
                "there is no migration " + name + " in " + directory + ", and no server here",
                "  next: check the name, or say where it is: --server URL (or DUNLIN_SERVER), or",
                "        the --work-dir that dunlin run was given");
    }
}
