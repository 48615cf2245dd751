/**
 * The source side: validate, dump the schema, plan, copy chunks, digest. Nothing here writes to the
 * source; what an online migration follows is made elsewhere, here only {@link
 * dev.dunlin.snapshot.AnchorSlot} for the moment in which a snapshot is taken.
 *
 * <p>{@link dev.dunlin.snapshot.SnapshotWorker} is the story: which task leads where. {@link
 * dev.dunlin.snapshot.SnapshotJobs} keeps exported snapshots alive, {@link
 * dev.dunlin.snapshot.SnapshotSessions} gives the tasks connections that see them. {@link
 * dev.dunlin.snapshot.SnapshotWorkerService} connects all of it to Kafka for one pool.
 */
@NullMarked
package dev.dunlin.snapshot;

import org.jspecify.annotations.NullMarked;
