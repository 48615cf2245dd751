package dev.dunlin.sink.apply;

import dev.dunlin.protocol.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers which tables have their changed rows replaced, because an update of them as a set
 * failed: unique values changed places, most likely, and will again. Such a table is updated again
 * after some groups, after more of them each time that goes wrong.
 */
final class ReplacedTables {

    private static final int FIRST_GROUPS = 16;
    private static final int MOST_GROUPS = 1_024;

    private final Map<TableName, Term> terms = new HashMap<>();

    /**
     * How long rows of a table are replaced.
     *
     * @param groups of this term
     * @param left of them; none: an update is tried
     */
    private record Term(int groups, int left) {}

    /** Whether the table's changed rows are replaced in the group that is applied. */
    boolean holds(TableName table) {
        Term term = terms.get(table);
        return term != null && term.left() > 0;
    }

    /** An update of the table went wrong. */
    void begin(TableName table) {
        Term before = terms.get(table);
        int groups = before == null ? FIRST_GROUPS : Math.min(2 * before.groups(), MOST_GROUPS);
        terms.put(table, new Term(groups, groups));
    }

    /** A group that has changes of these tables is applied. */
    void applied(Collection<TableName> tables) {
        for (TableName table : tables) {
            terms.computeIfPresent(
                    table,
                    (_, term) -> term.left() > 0 ? new Term(term.groups(), term.left() - 1) : null);
        }
    }
}
