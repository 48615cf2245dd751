package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds keys, indexes or foreign keys of one loaded table. */
final class ItemBuild {

    private static final int ANALYZE_ONLY = 18;

    private final TargetSessions sessions;
    private final Archives archives;

    ItemBuild(TargetSessions sessions, Archives archives) {
        this.sessions = sessions;
        this.archives = archives;
    }

    /** Builds what does not stand yet. */
    Report.ItemsBuilt build(TargetTask.BuildItems task, WorkContext context) {
        long start = System.nanoTime();
        String doing = "building " + task.stage() + " of table " + task.shape().name();
        archives.with(
                task.archive(),
                script ->
                        sessions.runForSchema(
                                task.target(),
                                doing,
                                connection -> build(task, context, script, connection)));
        long nanos = System.nanoTime() - start;
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        Meters.process()
                .observeNanos(
                        Metric.INDEX_BUILD_DURATION_SECONDS,
                        nanos,
                        task.migration().whole().value(),
                        task.shape().id().database(),
                        task.stage().name().toLowerCase(Locale.ROOT));
        return new Report.ItemsBuilt(
                task.migration(), task.shape().id(), task.stage(), task.items(), millis);
    }

    private boolean build(
            TargetTask.BuildItems task,
            WorkContext context,
            ArchiveScript script,
            Connection connection)
            throws SQLException {
        Ledger ledger = new Ledger(connection);
        sessions.ownership(connection).require(task.migration(), task.target().database());
        requireChunks(task, ledger);
        BuildSession.prepare(connection);
        List<List<ArchiveEntry>> items = entries(task, script);
        ItemTransaction transaction = new ItemTransaction(connection, script, task, context);
        try (BuildProgress progress = BuildProgress.watch(sessions, task, context, connection)) {
            for (List<ArchiveEntry> item : items) {
                progress.working(item.getFirst());
                transaction.build(item);
            }
        }
        if (task.analyze()) {
            analyze(task, connection);
        }
        return true;
    }

    private static void requireChunks(TargetTask.BuildItems task, Ledger ledger)
            throws SQLException {
        int loaded = ledger.countChunks(task.shape().id().number(), task.generation());
        if (loaded != task.chunks()) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-TGT-CHUNKS",
                            FailureKind.TARGET,
                            "table %s has %d of %d chunks of generation %d on the target"
                                    .formatted(
                                            task.shape().name(),
                                            loaded,
                                            task.chunks(),
                                            task.generation()),
                            "the target was changed from outside: start the migration again"));
        }
    }

    /** Each item's entry, followed by its comments. */
    private static List<List<ArchiveEntry>> entries(
            TargetTask.BuildItems task, ArchiveScript script) {
        Map<Integer, ArchiveEntry> byNumber =
                script.entries().stream()
                        .collect(Collectors.toMap(ArchiveEntry::dumpId, Function.identity()));
        List<List<ArchiveEntry>> items = new ArrayList<>();
        for (SchemaItem item : task.items()) {
            ArchiveEntry entry = byNumber.get(item.dumpId());
            if (entry == null || !entry.item().equals(item)) {
                throw FailureException.permanent(
                        new Failure(
                                "DUN-ARCHIVE-ITEM",
                                FailureKind.BUG,
                                "the archive holds no " + item.kind() + " " + item.name(),
                                "report this with the migration's status"));
            }
            List<ArchiveEntry> together = new ArrayList<>(List.of(entry));
            together.addAll(script.plan().followersOf(entry.dumpId()));
            items.add(together);
        }
        return items;
    }

    /** For the table alone where the server can: partitions are tables of their own. */
    private static void analyze(TargetTask.BuildItems task, Connection connection)
            throws SQLException {
        connection.setAutoCommit(true);
        boolean only = connection.getMetaData().getDatabaseMajorVersion() >= ANALYZE_ONLY;
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + (only ? "ONLY " : "") + task.shape().name().quoted());
        }
    }
}
