package dev.dunlin.snapshot;

import dev.dunlin.messaging.ArchiveStore;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.postgres.archive.SchemaDump;
import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask.DumpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes the schema archive under a snapshot, publishes it, and says what it leaves out. */
final class SchemaDumper {

    private final SnapshotSessions sessions;
    private final PostgresConnector connector;
    private final ArchiveStore archives;
    private final Path workDirectory;

    SchemaDumper(
            SnapshotSessions sessions,
            PostgresConnector connector,
            ArchiveStore archives,
            Path workDirectory) {
        this.sessions = sessions;
        this.connector = connector;
        this.archives = archives;
        this.workDirectory = workDirectory;
    }

    /** Dumps, publishes and reports. */
    void dump(DumpSchema task, WorkContext context) throws Exception {
        var view = SnapshotSessions.View.of(task.migration(), task.source(), task.snapshot());
        Scope scope =
                sessions.with(
                        view,
                        "reading the catalog of " + task.source(),
                        session -> scope(session.connection(), task));
        PgTools tools = PgTools.find();
        Path archive = Files.createTempFile(Files.createDirectories(workDirectory), "dump-", ".pg");
        try {
            new SchemaDump(tools, task.source(), connector.secrets().password(task.source()))
                    .run(scope.request(), archive, context::cancelled);
            context.report(describe(task, tools, archive, scope));
        } catch (FailureException e) {
            // pg_dump imports the snapshot later than the session that was asked before it.
            throw e.failure().message().contains("invalid snapshot identifier")
                    ? SnapshotSession.gone(task.source(), task.snapshot().id(), e)
                    : e;
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** What pg_dump is asked for, and what is known beforehand to stay behind. */
    private record Scope(SchemaDump.Request request, List<Finding> warnings) {}

    private static Scope scope(Connection connection, DumpSchema task) throws SQLException {
        MovingRelations relations = MovingRelations.load(connection, task.patterns());
        List<Relation> staying = relations.staying();
        List<String> schemas = new ArrayList<>(relations.stayingSchemas());
        schemas.add("dunlin_ledger");
        var request =
                new SchemaDump.Request(
                        task.snapshot().id(),
                        schemas,
                        staying.stream().map(Relation::name).toList(),
                        CatalogQueries.number(connection, "large-objects") > 0);
        List<Finding> warnings = new ArrayList<>();
        List<String> views =
                staying.stream()
                        .filter(relation -> relation.kind() == 'v' || relation.kind() == 'm')
                        .map(relation -> relation.name().quoted())
                        .toList();
        if (!views.isEmpty()) {
            warnings.add(
                    Finding.warning(
                            "DUN-SRC-VIEWS-STAY",
                            task.source().database(),
                            "Views over tables that stay",
                            "these views read tables that do not move, so they stay as well: "
                                    + TextLimits.some(views),
                            "Make them again on the target after the migration if they are"
                                    + " wanted."));
        }
        return new Scope(request, warnings);
    }

    private Report describe(DumpSchema task, PgTools tools, Path archive, Scope scope)
            throws IOException {
        try (ArchiveScript script = ArchiveScript.open(tools, archive, workDirectory)) {
            ArchiveRef published = archives.publish(archive);
            return new Report.SchemaDumped(
                    task.migration(),
                    task.source().database(),
                    task.snapshot().id(),
                    published,
                    script.fingerprint(),
                    scope.warnings());
        }
    }
}
