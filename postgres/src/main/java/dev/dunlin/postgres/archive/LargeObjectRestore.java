package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Restores an archive's large objects with pg_restore: content, owners, privileges, comments. */
public final class LargeObjectRestore {

    private final PgTools tools;
    private final DatabaseAddress target;
    private final Optional<String> password;

    public LargeObjectRestore(PgTools tools, DatabaseAddress target, Optional<String> password) {
        this.tools = tools;
        this.target = target;
        this.password = password;
    }

    /**
     * Restores the large objects into a database that holds none of them.
     *
     * @param owners whether they get their source owners
     * @param entries their numbers in the archive: {@link ArchiveScript#largeObjects}
     * @throws FailureException {@code DUN-TGT-LARGE-OBJECTS} with pg_restore's first error
     */
    public void run(
            Path archive, List<Integer> entries, boolean owners, BooleanSupplier cancelled) {
        try (ToolLogin login = new ToolLogin(target, password)) {
            Path list = Files.createTempFile("dunlin-", ".list");
            try {
                Files.writeString(list, lines(archive, entries));
                List<String> command = command(archive, list, owners);
                ToolRun run = ToolRun.of(command, login.environment(), cancelled);
                if (run.exitCode() != 0) {
                    throw failure(run);
                }
            } finally {
                Files.deleteIfExists(list);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Path archive, List<Integer> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(archive + " holds no large objects");
        }
        return entries.stream().map(id -> id + ";\n").collect(Collectors.joining());
    }

    private List<String> command(Path archive, Path list, boolean owners) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tools.program("pg_restore"),
                                "--no-password",
                                "--exit-on-error",
                                "--single-transaction",
                                "--use-list=" + list,
                                "--dbname=" + dbname()));
        if (!owners) {
            command.add("--no-owner");
        }
        command.add(archive.toString());
        return command;
    }

    /** As a connection string, so that a name with '=' is not read as one. */
    private String dbname() {
        String escaped = target.database().replace("\\", "\\\\").replace("'", "\\'");
        return "dbname='" + escaped + "'";
    }

    private FailureException failure(ToolRun run) {
        String error = run.firstError();
        boolean retryable =
                error.contains("connection to server") || error.contains("terminating connection");
        return new FailureException(
                new Failure(
                        "DUN-TGT-LARGE-OBJECTS",
                        FailureKind.TARGET,
                        "restoring large objects into " + target + " failed: " + error,
                        "correct what pg_restore names, then resume"),
                retryable,
                null);
    }
}
