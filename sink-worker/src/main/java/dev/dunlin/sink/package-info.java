/**
 * The target side; nothing else connects to a target. {@link dev.dunlin.sink.SinkWorker} has one
 * line for each task, {@link dev.dunlin.sink.LoadRowsJob} streams rows from Kafka into COPY, and
 * {@link dev.dunlin.sink.apply.ApplyChangesJob} follows the source's changes.
 *
 * <p>Invariant: whatever is done to a target is marked in its {@link dev.dunlin.sink.Ledger} in the
 * same transaction. So a worker may die at any point, a task may come twice, and a worker that was
 * taken for dead may come back: the ledger says what stands, and refuses what is out of date.
 */
@NullMarked
package dev.dunlin.sink;

import org.jspecify.annotations.NullMarked;
