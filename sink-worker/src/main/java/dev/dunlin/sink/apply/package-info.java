/**
 * Applies the changes of a source database to its target.
 *
 * <p>{@link dev.dunlin.sink.apply.ApplyChangesJob} runs, and runs again, an {@link
 * dev.dunlin.sink.apply.ApplyRun} of two threads. {@link dev.dunlin.sink.apply.GroupReader} reads
 * batches, has {@link dev.dunlin.sink.apply.Chain} see that none is missing, and gathers whole
 * transactions into a {@link dev.dunlin.sink.apply.Group}, in which {@link
 * dev.dunlin.sink.apply.CompactRows} keeps what the changes of each row come to. {@link
 * dev.dunlin.sink.apply.Applier} writes a group set by set ({@link
 * dev.dunlin.sink.apply.SetApply}). Rows that exchange values of a unique key cannot be updated as
 * a set: in such a table they are deleted and inserted again, also as sets, and {@link
 * dev.dunlin.sink.apply.ReplacedTables} remembers it. What fails then too is applied row by row
 * ({@link dev.dunlin.sink.apply.RowApply}), so that the change to blame is named.
 *
 * <p>Invariants: rows and {@link dev.dunlin.sink.apply.PositionRow} are one transaction, and the
 * position moves only from where this applier saw it; every statement hits exactly the rows it
 * names; the target always stands at a commit of the source; nothing is known but what the position
 * says, so a run may end anywhere.
 */
@NullMarked
package dev.dunlin.sink.apply;

import org.jspecify.annotations.NullMarked;
