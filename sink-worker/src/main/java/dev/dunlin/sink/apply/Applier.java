package dev.dunlin.sink.apply;

import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits groups: the rows and the position in one transaction. Fragments of a large transaction
 * are applied as they come and committed with its end. One thread.
 */
final class Applier implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Applier.class);

    private final Connection connection;
    private final PositionRow row;
    private final GroupApply changes;
    private final ReplacedTables replaced = new ReplacedTables();
    private Applied applied;
    private boolean open;
    private long pendingChanges;
    private boolean otherwise;

    Applier(Connection connection, PositionRow row, Applied applied) {
        this.connection = connection;
        this.row = row;
        this.applied = applied;
        this.changes = new GroupApply(connection);
    }

    /** What is committed. */
    Applied applied() {
        return applied;
    }

    /** Whether fragments wait for the end of their transaction. */
    boolean isOpen() {
        return open;
    }

    void apply(Group group) throws SQLException {
        if (group.discardsOpen()) {
            connection.rollback();
            reset();
        }
        if (!open) {
            row.lock(applied);
        }
        write(group);
        pendingChanges += group.changes();
        ResumePoint resume = group.resume();
        if (resume == null) {
            open = true;
            return;
        }
        Applied moved = row.move(applied, after(group, resume));
        connection.commit();
        applied = moved;
        reset();
    }

    private void reset() {
        open = false;
        pendingChanges = 0;
        otherwise = false;
    }

    private void write(Group group) throws SQLException {
        if (group.steps().isEmpty()) {
            return;
        }
        Savepoint before = open ? connection.setSavepoint() : null;
        if (group.rowByRow()) {
            changes.rowByRow(group);
            otherwise = true;
        } else {
            tableByTable(group, before);
        }
        if (before != null) {
            connection.releaseSavepoint(before);
        }
    }

    /**
     * A table whose set of updates fails has its rows replaced: the group is begun again, since
     * what failed has ended the transaction. When that does not help, the change that is to blame
     * is looked for row by row.
     */
    private void tableByTable(Group group, @Nullable Savepoint before) throws SQLException {
        Set<TableName> compacted = group.compacted();
        boolean applied = false;
        while (!applied) {
            try {
                changes.stepByStep(group, replaced);
                otherwise |= compacted.stream().anyMatch(replaced::holds);
                applied = true;
            } catch (StepFailedException e) {
                TableName table = e.table();
                boolean helps = compacted.contains(table) && !replaced.holds(table);
                log.info(
                        "table {}: {}; {}",
                        table,
                        e.getMessage(),
                        helps ? "its rows are replaced" : "the group is applied row by row");
                undo(before);
                if (helps) {
                    replaced.begin(table);
                } else {
                    changes.rowByRow(group);
                    otherwise = true;
                    applied = true;
                }
            }
        }
        replaced.applied(compacted);
    }

    private void undo(@Nullable Savepoint before) throws SQLException {
        if (before != null) {
            connection.rollback(before);
        } else {
            connection.rollback();
            row.lock(applied);
        }
        changes.reset();
    }

    private Applied after(Group group, ResumePoint resume) {
        boolean ended = group.transactions() > 0;
        long lsn = ended ? group.lsn() : applied.lsn();
        long since = applied.sinceMarker() + pendingChanges;
        // A marker that was written twice proves nothing anew: it must not begin another count.
        boolean marked = group.marker() > applied.marker().number();
        return new Applied(
                applied.version(),
                resume,
                lsn,
                ended ? group.commitTime() : applied.commitTime(),
                applied.changes() + pendingChanges,
                applied.transactions() + group.transactions(),
                applied.oneByOne() + (otherwise ? 1 : 0),
                marked ? 0 : since,
                marked ? new Applied.Marker(group.marker(), lsn, since) : applied.marker());
    }

    /** Returns when all that was committed is on disk. */
    void flush() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = on");
        }
        Applied moved = row.move(applied, applied);
        connection.commit();
        applied = moved;
    }

    @Override
    public void close() throws SQLException {
        changes.close();
    }
}
