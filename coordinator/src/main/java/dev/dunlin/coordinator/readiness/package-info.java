/**
 * Whether a database that is followed could cut over now.
 *
 * <p>{@link dev.dunlin.coordinator.readiness.Following} is what was heard of one database: the last
 * position of its source, its capture and its apply, and how the counts moved lately. {@link
 * dev.dunlin.coordinator.readiness.Assessment} makes a verdict with figures of it, {@link
 * dev.dunlin.coordinator.readiness.Blockers} the reasons; none of them knows Kafka or a clock.
 * {@link dev.dunlin.coordinator.readiness.ReadinessTopology} feeds them from the topic of positions
 * and {@link dev.dunlin.coordinator.readiness.ReadinessService} runs it.
 */
@NullMarked
package dev.dunlin.coordinator.readiness;

import org.jspecify.annotations.NullMarked;
