package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.archive.LargeObjectRestore;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.TargetTask;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Restores large objects. They were not in the database when it became this migration's, so what an
 * earlier attempt left behind is removed and all of them are restored again.
 */
final class LargeObjects {

    private static final String UNLINK_SOME =
            "SELECT pg_catalog.count(pg_catalog.lo_unlink(batch.oid)) FROM"
                    + " (SELECT oid FROM pg_catalog.pg_largeobject_metadata LIMIT 1000) AS batch";

    private final TargetSessions sessions;
    private final Archives archives;

    LargeObjects(TargetSessions sessions, Archives archives) {
        this.sessions = sessions;
        this.archives = archives;
    }

    Report.LargeObjectsRestored restore(TargetTask.RestoreLargeObjects task, WorkContext context) {
        ItemMark mark = ItemMark.of(new SchemaItem(0, "BLOBS", "large objects"), "");
        sessions.run(
                task.target(),
                "restoring large objects of " + task.target().database(),
                connection -> {
                    RestoreLock.take(connection, task.target().database());
                    Ledger ledger = new Ledger(connection);
                    sessions.ownership(connection)
                            .require(task.migration(), task.target().database());
                    if (!ledger.isRestored(mark)) {
                        unlinkAll(connection);
                        restoreAll(task, connection, context);
                        ledger.markRestored(List.of(mark));
                    }
                    return true;
                });
        return new Report.LargeObjectsRestored(task.migration(), task.database());
    }

    /** Some at a time: each one needs a lock until its transaction ends. */
    private static void unlinkAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long unlinked;
            do {
                try (ResultSet row = statement.executeQuery(UNLINK_SOME)) {
                    row.next();
                    unlinked = row.getLong(1);
                }
            } while (unlinked > 0);
        }
    }

    private void restoreAll(
            TargetTask.RestoreLargeObjects task, Connection connection, WorkContext context)
            throws SQLException {
        Path archive = archives.file(task.archive());
        LargeObjectRestore restore =
                new LargeObjectRestore(
                        archives.tools(),
                        task.target(),
                        sessions.connector().secrets().password(task.target()));
        TargetRoles roles = TargetRoles.read(connection);
        archives.with(
                task.archive(),
                script -> {
                    restore.run(
                            archive, script.largeObjects(), roles.assignable(), context::cancelled);
                    return true;
                });
    }
}
