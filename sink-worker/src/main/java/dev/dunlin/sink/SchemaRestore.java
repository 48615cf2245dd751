package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.postgres.archive.ArchivePlan;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays the ledger into a target database and restores pre-data and stages from an archive. */
final class SchemaRestore {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRestore.class);

    private final TargetSessions sessions;
    private final Archives archives;

    SchemaRestore(TargetSessions sessions, Archives archives) {
        this.sessions = sessions;
        this.archives = archives;
    }

    /** Database, ledger, then everything of pre-data. */
    Report.SchemaRestored restore(TargetTask.RestoreSchema task, WorkContext context) {
        boolean made = new DatabaseCreation(sessions).ensure(task.target(), task.sourceFacts());
        String doing = "restoring the schema of " + task.target().database();
        return archives.with(
                task.archive(),
                script ->
                        sessions.runForSchema(
                                task.target(),
                                doing,
                                connection -> {
                                    RestoreLock.take(connection, task.target().database());
                                    takeOver(task, connection, made);
                                    return restorePreData(task, context, script, connection);
                                }));
    }

    private static Report.SchemaRestored restorePreData(
            TargetTask.RestoreSchema task,
            WorkContext context,
            ArchiveScript script,
            Connection connection)
            throws SQLException {
        RestoreWarnings warnings = new RestoreWarnings(task.sourceFacts().name());
        List<ArchiveEntry> entries = script.plan().preData();
        EntryStatements statements =
                EntryStatements.of(task.settings(), TargetRoles.read(connection), warnings);
        new EntryRestore(connection, script, statements, context)
                .restore(
                        entries,
                        done -> progress(context, task.migration(), task.id(), done, entries));
        return new Report.SchemaRestored(
                task.migration(), task.sourceFacts().name(), entries.size(), warnings.findings());
    }

    /** Makes the database this migration's, or finds that it is. */
    private void takeOver(TargetTask.RestoreSchema task, Connection connection, boolean made)
            throws SQLException {
        String database = task.target().database();
        Ledger ledger = new Ledger(connection);
        Ownership ownership = sessions.ownership(connection);
        Optional<Ownership.Owner> owner = ownership.owner();
        if (owner.isPresent() && !isAbandoned(task, ownership, owner.get())) {
            ownership.require(task.migration(), database);
            return;
        }
        UserContent content = UserContent.of(connection);
        if (!content.isEmpty()) {
            if (!task.settings().overwrite()) {
                throw notEmpty(database, content);
            }
            new DatabaseEmptying(connection).empty();
        }
        if (owner.isPresent()) {
            LOG.info("dropping what migration {} left in {}", owner.get(), database);
            ledger.drop();
        }
        connection.setAutoCommit(false);
        ledger.create(task.migration(), task.sourceFacts().name(), sessions.installation());
        if (made) {
            ledger.markDatabaseMade();
        }
        connection.commit();
    }

    /**
     * Whether the database is another installation's that nobody works for, and may be overwritten.
     * Migrations of this installation are cancelled, not overwritten.
     */
    private boolean isAbandoned(
            TargetTask.RestoreSchema task, Ownership ownership, Ownership.Owner owner)
            throws SQLException {
        return !owner.isOf(sessions.installation())
                && task.settings().overwrite()
                && ownership.takeAlone();
    }

    private static FailureException notEmpty(String database, UserContent content) {
        return FailureException.permanent(
                new Failure(
                        "DUN-TGT-NOT-EMPTY",
                        FailureKind.TARGET,
                        "target database " + database + " is not empty: " + content.summary(),
                        "name another database, empty it, or allow --overwrite"));
    }

    /** Every entry of a stage that belongs to no table, with its comments. */
    Report.StageRestored restoreStage(TargetTask.RestoreStage task, WorkContext context) {
        String doing = "restoring " + task.stage() + " of " + task.target().database();
        return archives.with(
                task.archive(),
                script ->
                        sessions.runForSchema(
                                task.target(),
                                doing,
                                connection -> restoreStage(task, context, script, connection)));
    }

    private Report.StageRestored restoreStage(
            TargetTask.RestoreStage task,
            WorkContext context,
            ArchiveScript script,
            Connection connection)
            throws SQLException {
        RestoreLock.take(connection, task.target().database());
        if (task.stage() == ItemStage.GRANTS) {
            TargetSessions.silenceEventTriggers(connection);
        }
        sessions.ownership(connection).require(task.migration(), task.target().database());
        RestoreWarnings warnings = new RestoreWarnings(task.database());
        List<ArchiveEntry> stage = script.plan().stage(task.stage());
        List<ArchiveEntry> entries = withFollowers(script.plan(), stage);
        EntryStatements statements =
                EntryStatements.of(task.settings(), TargetRoles.read(connection), warnings);
        new EntryRestore(connection, script, statements, context)
                .restore(
                        entries,
                        done -> progress(context, task.migration(), task.id(), done, entries));
        return new Report.StageRestored(
                task.migration(), task.database(), task.stage(), stage.size(), warnings.findings());
    }

    private static List<ArchiveEntry> withFollowers(ArchivePlan plan, List<ArchiveEntry> entries) {
        List<ArchiveEntry> all = new ArrayList<>();
        for (ArchiveEntry entry : entries) {
            all.add(entry);
            all.addAll(plan.followersOf(entry.dumpId()));
        }
        return all;
    }

    private static void progress(
            WorkContext context,
            MigrationName migration,
            String taskId,
            int done,
            List<ArchiveEntry> entries) {
        String label = done == 0 || entries.isEmpty() ? "" : entries.get(done - 1).label();
        context.progress(new Progress.TaskProgress(migration, taskId, label, done, entries.size()));
    }
}
