package dev.dunlin.sink.apply;

import dev.dunlin.protocol.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of consecutive source transactions that are applied together, or a fragment of one large
 * transaction. Filled by the reading thread, then handed to the applying one.
 */
final class Group {

    private final ChangeLog log = new ChangeLog();
    private final List<Step> steps = new ArrayList<>();
    private final Map<TargetTable, Step> open = new HashMap<>();
    private final Map<Integer, Step.Truncate> truncates = new HashMap<>();
    private boolean rowByRow;
    private long bytes;
    private long changes;
    private long transactions;
    private long lsn;
    private long commitTime;
    private int marker = -1;
    private boolean discardsOpen;
    private boolean behindAnchor;
    private @Nullable ResumePoint resume;

    ChangeLog log() {
        return log;
    }

    List<Step> steps() {
        return steps;
    }

    /** Tables whose changes are compacted. */
    Set<TableName> compacted() {
        Set<TableName> tables = new HashSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Rows rows) {
                tables.add(rows.table().name());
            }
        }
        return tables;
    }

    /** A change of a followed table was seen, whether or not it is applied. */
    void count() {
        changes++;
    }

    void weigh(long more) {
        bytes += more;
    }

    /** A change of a row; the tuple of K, O is the old one. */
    void add(byte kind, TargetTable table, byte[] from, int tuple, int newTuple) {
        int change = log.add(kind, table, from, tuple, newTuple);
        boolean compact =
                table.compacts() && kind != 'K' && kind != 'O' && kind != 'E' && !rowByRow;
        if (compact) {
            rowByRow = !rows(table).add(kind, from, tuple);
        } else {
            ordered(table).add(change);
        }
    }

    private CompactRows rows(TargetTable table) {
        if (open.get(table) instanceof Step.Rows(_, CompactRows rows)) {
            return rows;
        }
        Step.Rows step = new Step.Rows(table, new CompactRows(table));
        begin(table, step);
        return step.rows();
    }

    private Step.Ordered ordered(TargetTable table) {
        if (open.get(table) instanceof Step.Ordered ordered) {
            return ordered;
        }
        Step.Ordered step = new Step.Ordered(table);
        begin(table, step);
        return step;
    }

    private void begin(TargetTable table, Step step) {
        // The source may describe a table in two ways within a group: their order must stay.
        open.keySet().removeIf(other -> other.name().equals(table.name()));
        open.put(table, step);
        steps.add(step);
    }

    /** Tables are emptied: whatever came before is applied before. */
    void truncate(Step.Truncate truncate) {
        TargetTable first = truncate.tables().getFirst();
        truncates.put(log.add((byte) 'T', first, new byte[0], 0, 0), truncate);
        open.clear();
        steps.add(truncate);
    }

    /** The truncate with this number in the log. */
    Step.Truncate truncate(int change) {
        return Objects.requireNonNull(truncates.get(change));
    }

    /** A transaction ended. */
    void committed(long endLsn, long time) {
        transactions++;
        lsn = endLsn;
        commitTime = time;
    }

    void mark(int number) {
        marker = number;
    }

    /** What is open of a transaction is void and must be rolled back first. */
    void discardOpen() {
        discardsOpen = true;
    }

    /** All that was committed before the anchor is in groups before this one, and nothing else. */
    void beginsBehindAnchor() {
        behindAnchor = true;
    }

    boolean isBehindAnchor() {
        return behindAnchor;
    }

    /** It is full; after it reading goes on here, or nowhere yet because it is a fragment. */
    void close(@Nullable ResumePoint at) {
        resume = at;
    }

    boolean discardsOpen() {
        return discardsOpen;
    }

    /** Where to go on after it; null for a fragment. */
    @Nullable ResumePoint resume() {
        return resume;
    }

    /** Whether a row's changes do not follow each other, so that sets would hide what is wrong. */
    boolean rowByRow() {
        return rowByRow;
    }

    long bytes() {
        return bytes;
    }

    long changes() {
        return changes;
    }

    long transactions() {
        return transactions;
    }

    long lsn() {
        return lsn;
    }

    long commitTime() {
        return commitTime;
    }

    /** The marker it ends with; -1 for none. */
    int marker() {
        return marker;
    }
}
