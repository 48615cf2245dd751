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
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores an archive's large objects with pg_restore into a database that holds none: content,
 * comments, and owners and privileges as far as the target's roles allow.
 */
public final class LargeObjectRestore {

    private static final Logger log = LoggerFactory.getLogger(LargeObjectRestore.class);

    private final PgTools tools;
    private final DatabaseAddress target;
    private final Optional<String> password;

    public LargeObjectRestore(PgTools tools, DatabaseAddress target, Optional<String> password) {
        this.tools = tools;
        this.target = target;
        this.password = password;
    }

    /**
     * Restores the objects.
     *
     * @param entries {@link ArchiveScript#largeObjects}
     * @param owners roles that may be made owners; objects of others stay with the connecting user
     * @param cancelled asked now and then; when true pg_restore is stopped
     * @throws FailureException {@code DUN-TGT-LARGE-OBJECTS} with pg_restore's first error
     */
    public void run(
            Path archive,
            List<LargeObjectEntry> entries,
            Set<String> owners,
            BooleanSupplier cancelled) {
        Predicate<LargeObjectEntry> objects =
                entry -> entry.content() == LargeObjectEntry.Content.OBJECTS;
        Predicate<LargeObjectEntry> owned = entry -> owners.contains(entry.owner());
        Predicate<LargeObjectEntry> data =
                entry -> entry.content() == LargeObjectEntry.Content.DATA;
        Predicate<LargeObjectEntry> privileges =
                entry -> entry.content() == LargeObjectEntry.Content.PRIVILEGES;
        require(restore(archive, entries, objects.and(owned), List.of(), cancelled));
        List<String> noOwner = List.of("--no-owner");
        require(restore(archive, entries, objects.and(owned.negate()), noOwner, cancelled));
        require(restore(archive, entries, data, noOwner, cancelled));
        ToolRun granted = restore(archive, entries, privileges, noOwner, cancelled);
        if (granted.exitCode() != 0) {
            log.warn("privileges of large objects left out: {}", granted.firstError());
        }
    }

    private ToolRun restore(
            Path archive,
            List<LargeObjectEntry> entries,
            Predicate<LargeObjectEntry> wanted,
            List<String> options,
            BooleanSupplier cancelled) {
        String list =
                entries.stream()
                        .filter(wanted)
                        .map(entry -> entry.dumpId() + ";\n")
                        .collect(Collectors.joining());
        if (list.isEmpty()) {
            return new ToolRun(0, List.of(), List.of());
        }
        try (ToolLogin login = new ToolLogin(target, password)) {
            Path file = Files.createTempFile("dunlin-", ".list");
            try {
                Files.writeString(file, list);
                List<String> command = command(archive, file, options);
                return ToolRun.of(command, login.environment(), cancelled);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path archive, Path list, List<String> options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tools.program("pg_restore"),
                                "--no-password",
                                "--use-list=" + list,
                                "--dbname=" + dbname()));
        command.addAll(options);
        command.add(archive.toString());
        return command;
    }

    /** As a connection string, so that a name with '=' is not read as one. */
    private String dbname() {
        String escaped = target.database().replace("\\", "\\\\").replace("'", "\\'");
        return "dbname='" + escaped + "'";
    }

    private void require(ToolRun run) {
        if (run.exitCode() == 0) {
            return;
        }
        String error = run.firstError();
        boolean retryable =
                error.contains("connection to server") || error.contains("terminating connection");
        throw new FailureException(
                new Failure(
                        "DUN-TGT-LARGE-OBJECTS",
                        FailureKind.TARGET,
                        "restoring large objects into " + target + " failed: " + error,
                        "correct what pg_restore names, then resume"),
                retryable,
                null);
    }
}
