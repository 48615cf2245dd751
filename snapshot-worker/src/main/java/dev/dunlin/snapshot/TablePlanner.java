package dev.dunlin.snapshot;

import dev.dunlin.messaging.ArchiveStore;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.CopyFormats;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask.PlanTables;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Plans a database's copy under its snapshot: which tables, cut into which chunks, and which items
 * of the archive are built on each when it is loaded. Largest tables come first, since the last one
 * to finish decides how long the whole takes.
 */
final class TablePlanner {

    private final SnapshotSessions sessions;
    private final ArchiveStore archives;
    private final Path workDirectory;

    TablePlanner(SnapshotSessions sessions, ArchiveStore archives, Path workDirectory) {
        this.sessions = sessions;
        this.archives = archives;
        this.workDirectory = workDirectory;
    }

    /** Reports every table's plan, then the database's. */
    void plan(PlanTables task, WorkContext context) throws Exception {
        var view = SnapshotSessions.View.of(task.migration(), task.source(), task.snapshot());
        Catalog catalog =
                sessions.with(
                        view,
                        "planning " + task.source(),
                        session -> read(session.connection(), task));
        Path archive = archives.fetch(task.archive(), Files.createDirectories(workDirectory));
        try (ArchiveScript script = ArchiveScript.open(PgTools.find(), archive, workDirectory)) {
            ItemsByTable items = new ItemsByTable(script, task, catalog.lostKeys);
            items.requireSame(catalog.tables);
            String attempt = UUID.randomUUID().toString();
            int number = 0;
            for (SourceTable table : catalog.tables) {
                TableId id = new TableId(task.source().database(), number++);
                context.report(
                        new Report.TablePlanned(
                                task.migration(),
                                task.snapshot().id(),
                                attempt,
                                tablePlan(id, table, catalog, items)));
            }
            context.report(
                    new Report.DatabasePlanned(
                            task.migration(),
                            task.source().database(),
                            task.snapshot().id(),
                            attempt,
                            catalog.tables.size(),
                            catalog.largeObjects,
                            script.plan().materializedViews().stream()
                                    .filter(catalog.populatedViews::contains)
                                    .toList(),
                            script.plan().stageSizes(),
                            items.warnings()));
        }
    }

    /** What the snapshot's catalog says, in the order tables are numbered. */
    private record Catalog(
            List<SourceTable> tables,
            Map<Long, CopyFormat> formats,
            Map<Long, List<ChunkRange>> chunks,
            Map<Long, List<ChunkRange>> digestRanges,
            Set<TableName> populatedViews,
            Map<Long, TableName> lostKeys,
            long largeObjects) {}

    private static Catalog read(Connection connection, PlanTables task) throws SQLException {
        MovingRelations relations = MovingRelations.load(connection, task.patterns());
        List<SourceTable> tables = new ArrayList<>(SourceTable.load(connection, relations));
        tables.sort(
                Comparator.comparingLong(SourceTable::bytes)
                        .reversed()
                        .thenComparing(table -> table.name().quoted()));
        List<Long> oids = tables.stream().map(SourceTable::oid).toList();
        Set<TableName> populated = new HashSet<>();
        relations.moving(relation -> relation.kind() == 'm').stream()
                .map(Relation::name)
                .forEach(populated::add);
        populated.removeIf(unpopulated(connection)::contains);
        var cutter = new ChunkCutter(connection, task.chunkBytes());
        return new Catalog(
                tables,
                CopyFormats.of(connection, oids),
                cutter.cut(tables),
                cutter.digestRanges(tables),
                populated,
                ItemsByTable.lostForeignKeys(connection, relations),
                CatalogQueries.number(connection, "large-objects"));
    }

    private static Set<TableName> unpopulated(Connection connection) throws SQLException {
        Set<TableName> views = new HashSet<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(CatalogQueries.text("unpopulated-views"))) {
            while (rows.next()) {
                views.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        }
        return views;
    }

    private static TablePlan tablePlan(
            TableId id, SourceTable table, Catalog catalog, ItemsByTable items) {
        var built = items.of(table);
        return new TablePlan(
                id,
                table.name(),
                table.oid(),
                table.bytes(),
                table.estimatedRows(),
                table.columns(),
                table.keyColumns(),
                catalog.formats.getOrDefault(table.oid(), CopyFormat.TEXT),
                catalog.chunks.getOrDefault(table.oid(), List.of()),
                catalog.digestRanges.getOrDefault(table.oid(), List.of()),
                built.keys(),
                built.indexes(),
                built.foreignKeys());
    }
}
