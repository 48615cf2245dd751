/**
 * How a message travels. {@link dev.dunlin.messaging.Wire} is its form; {@link
 * dev.dunlin.messaging.TaskQueue} hands out short work, {@link dev.dunlin.messaging.JobOwner} long
 * work, {@link dev.dunlin.messaging.SegmentWriter} and {@link dev.dunlin.messaging.SegmentReader}
 * carry rows, {@link dev.dunlin.messaging.ArchiveStore} carries files.
 *
 * <p>Nobody else configures a Kafka client. Invariant: whatever is delivered may be delivered
 * again, and what cannot be read is parked or left out, never half understood.
 */
@NullMarked
package dev.dunlin.messaging;

import org.jspecify.annotations.NullMarked;
