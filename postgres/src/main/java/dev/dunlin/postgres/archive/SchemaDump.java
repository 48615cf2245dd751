package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Takes a schema archive with pg_dump: definitions only, seen by a snapshot that the caller holds,
 * and large objects with their content where there are any. Subscriptions stay out, because their
 * definitions hold passwords; publications are in the archive, and {@link ArchivePlan} skips them.
 */
public final class SchemaDump {

    private final PgTools tools;
    private final DatabaseAddress source;
    private final Optional<String> password;

    public SchemaDump(PgTools tools, DatabaseAddress source, Optional<String> password) {
        this.tools = tools;
        this.source = source;
        this.password = password;
    }

    /**
     * What is dumped.
     *
     * @param snapshotId id of an exported snapshot
     * @param excludedSchemas names as the catalog holds them
     * @param excludedTables names as the catalog holds them
     * @param largeObjects whether the database holds large objects
     */
    public record Request(
            String snapshotId,
            List<String> excludedSchemas,
            List<TableName> excludedTables,
            boolean largeObjects) {

        public Request {
            excludedSchemas = List.copyOf(excludedSchemas);
            excludedTables = List.copyOf(excludedTables);
        }
    }

    /**
     * Writes the archive.
     *
     * @param archive the file to write, replaced when it exists
     * @param cancelled asked now and then; when true pg_dump is stopped
     * @throws FailureException {@code DUN-SRC-DUMP} with pg_dump's first error
     * @throws CancellationException when cancelled
     */
    public void run(Request request, Path archive, BooleanSupplier cancelled) {
        try (ToolLogin login = new ToolLogin(source, password)) {
            ToolRun run = ToolRun.of(command(request, archive), login.environment(), cancelled);
            if (run.exitCode() != 0) {
                throw failure(run);
            }
        }
    }

    private List<String> command(Request request, Path archive) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tools.program("pg_dump"),
                                "--format=custom",
                                "--encoding=UTF8",
                                "--no-password",
                                "--no-subscriptions",
                                "--snapshot=" + request.snapshotId(),
                                "--file=" + archive));
        // --schema-only wins over --blobs in pg_dump: content comes only with "no table's data".
        command.addAll(
                request.largeObjects()
                        ? List.of("--blobs", "--exclude-table-data=*.*")
                        : List.of("--schema-only"));
        for (String schema : request.excludedSchemas()) {
            command.add("--exclude-schema=" + TableName.quote(schema));
        }
        for (TableName table : request.excludedTables()) {
            command.add("--exclude-table=" + table.quoted());
        }
        return command;
    }

    private FailureException failure(ToolRun run) {
        String error = run.firstError();
        boolean retryable =
                error.contains("connection to server") || error.contains("terminating connection");
        return new FailureException(
                new Failure(
                        "DUN-SRC-DUMP",
                        FailureKind.SOURCE,
                        "pg_dump of " + source + " failed: " + error,
                        action(error)),
                retryable,
                null);
    }

    private static String action(String error) {
        if (error.contains("permission denied")) {
            return "grant the source user SELECT on it (or pg_read_all_data), or exclude it";
        }
        if (error.contains("version mismatch")) {
            return "install the client programs of the source's version";
        }
        return "correct what pg_dump names, then resume";
    }
}
