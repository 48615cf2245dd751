package dev.dunlin.sink.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Applies the changes of a group inside the transaction that is open: set by set, or in the order
 * of the source, row by row.
 */
final class GroupApply implements AutoCloseable {

    private final Connection connection;
    private final SetApply sets;
    private final RowApply rows;

    GroupApply(Connection connection) {
        this.connection = connection;
        this.sets = new SetApply(connection);
        this.rows = new RowApply(connection);
    }

    /**
     * The fast way.
     *
     * @param replaced names the tables whose changed rows are replaced
     * @throws StepFailedException when it is about the rows of one table
     */
    void stepByStep(Group group, ReplacedTables replaced) throws SQLException, StepFailedException {
        for (Step step : group.steps()) {
            switch (step) {
                case Step.Rows(TargetTable table, CompactRows rows) -> {
                    boolean replaces = replaced.holds(table.name());
                    apply(table, () -> sets.apply(table, rows, replaces));
                }
                case Step.Ordered ordered ->
                        apply(ordered.table(), () -> ordered(group.log(), ordered));
                case Step.Truncate truncate ->
                        apply(truncate.tables().getFirst(), () -> truncate(truncate));
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void apply(TargetTable table, Work work)
            throws SQLException, StepFailedException {
        try {
            work.run();
        } catch (MismatchException e) {
            throw new StepFailedException(table.name(), String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            if (!RowFailure.isAboutRows(e)) {
                throw e;
            }
            throw new StepFailedException(table.name(), "SQLSTATE " + e.getSQLState(), e);
        }
    }

    /** Inserts that follow each other are copied, the rest is applied one by one. */
    private void ordered(ChangeLog log, Step.Ordered step) throws SQLException {
        int[] changes = step.changes();
        int from = 0;
        while (from < changes.length) {
            int to = from;
            while (to < changes.length && log.kind(changes[to]) == 'I') {
                to++;
            }
            if (to > from) {
                rows.flush();
                sets.insert(log.table(changes[from]), log, changes, from, to);
            } else {
                rows.add(log, changes[from]);
                to++;
            }
            from = to;
        }
        rows.flush();
    }

    /**
     * As the source did it.
     *
     * @throws dev.dunlin.protocol.FailureException {@code DUN-APPLY-ROW} naming the first change
     *     that cannot be applied
     */
    void rowByRow(Group group) throws SQLException {
        ChangeLog log = group.log();
        for (int change = 0; change < log.size(); change++) {
            try {
                if (log.kind(change) == 'T') {
                    truncate(group.truncate(change));
                } else {
                    rows.apply(log, change);
                }
            } catch (SQLException e) {
                if (!RowFailure.isAboutRows(e)) {
                    throw e;
                }
                throw RowFailure.refused(log, change, e);
            } catch (MismatchException _) {
                throw RowFailure.missed(log, change);
            }
        }
    }

    /**
     * Never cascades: the source names every table it emptied, and on others here nobody has a say.
     * A partitioned table holds nothing; its partitions are named too.
     */
    private void truncate(Step.Truncate truncate) throws SQLException {
        StringBuilder names = new StringBuilder();
        for (TargetTable table : truncate.tables()) {
            if (!table.partitioned()) {
                names.append(names.isEmpty() ? "" : ", ").append(table.alone());
            }
        }
        if (names.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "TRUNCATE TABLE "
                            + names
                            + (truncate.restartIdentity() ? " RESTART IDENTITY" : ""));
        }
    }

    /** Forgets what a rolled back group has left in hand. */
    void reset() throws SQLException {
        rows.close();
    }

    @Override
    public void close() throws SQLException {
        sets.close();
        rows.close();
    }
}
