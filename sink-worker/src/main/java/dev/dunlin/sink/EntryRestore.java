package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/**
 * Restores many entries of an archive in order, each together with its mark in one transaction, so
 * that a restore that was killed goes on behind the last entry that stands. Entries share
 * transactions for speed; when one fails, its neighbours are repeated one by one, so that the
 * culprit has a name and what may be left out is left out.
 *
 * <p>One session at a time restores a database: see {@link RestoreLock}.
 */
final class EntryRestore {

    private static final int ENTRIES_TOGETHER = 50;
    private static final int CHARACTERS_TOGETHER = 500_000;

    private final Connection connection;
    private final ArchiveScript script;
    private final EntryStatements statements;
    private final WorkContext context;
    private final Ledger ledger;
    private final Set<String> restored;

    EntryRestore(
            Connection connection,
            ArchiveScript script,
            EntryStatements statements,
            WorkContext context)
            throws SQLException {
        this.connection = connection;
        this.script = script;
        this.statements = statements;
        this.context = context;
        this.ledger = new Ledger(connection);
        this.restored = ledger.restored();
        connection.setAutoCommit(false);
    }

    /** An entry that has to be restored. */
    private record Pending(ArchiveEntry entry, ItemMark mark, List<EntryStatements.Part> parts) {

        int length() {
            return parts.stream().mapToInt(part -> part.sql().length()).sum();
        }
    }

    /**
     * Restores what is not marked yet.
     *
     * @param progress told how many entries stand
     */
    void restore(List<ArchiveEntry> entries, IntConsumer progress) throws SQLException {
        List<Pending> together = new ArrayList<>();
        int characters = 0;
        int done = 0;
        for (ArchiveEntry entry : entries) {
            String sql = script.sql(entry);
            ItemMark mark = ItemMark.of(entry.item(), sql);
            Pending pending = new Pending(entry, mark, statements.parts(entry, sql));
            if (restored.add(mark.key())) {
                together.add(pending);
                characters += pending.length();
            }
            done++;
            if (together.size() >= ENTRIES_TOGETHER || characters > CHARACTERS_TOGETHER) {
                restoreTogether(together);
                progress.accept(done);
                together.clear();
                characters = 0;
            }
        }
        restoreTogether(together);
        progress.accept(done);
    }

    private void restoreTogether(List<Pending> together) throws SQLException {
        if (context.cancelled()) {
            throw new CancellationException("the restore was taken away");
        }
        if (together.isEmpty()) {
            return;
        }
        try {
            StringBuilder sql = new StringBuilder();
            for (Pending pending : together) {
                pending.parts().forEach(part -> sql.append(part.sql()).append('\n'));
            }
            execute(sql.toString());
            ledger.markRestored(together.stream().map(Pending::mark).toList());
            connection.commit();
        } catch (SQLException e) {
            rollBackAfter(e);
            for (Pending pending : together) {
                restoreAlone(pending);
            }
        }
    }

    private void restoreAlone(Pending pending) throws SQLException {
        ArchiveEntry entry = pending.entry();
        try {
            new LenientExecution(connection, statements.warnings()).run(entry, pending.parts());
            ledger.markRestored(List.of(pending.mark()));
            connection.commit();
        } catch (SQLException e) {
            rollBackAfter(e);
            throw SqlFailures.of(
                    e,
                    Side.TARGET,
                    "restoring " + entry.kind() + " " + TextLimits.oneLine(entry.label()));
        }
    }

    private void execute(String sql) throws SQLException {
        if (sql.isBlank()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private void rollBackAfter(SQLException cause) throws SQLException {
        if (SqlFailures.connectionLost(cause)) {
            throw cause;
        }
        connection.rollback();
    }
}
