/**
 * A migration of several databases: the whole, which is carried out as one ordinary migration for
 * each database, its parts.
 *
 * <p>A state machine of its own, and a small one: {@link dev.dunlin.coordinator.whole.WholeDecider}
 * starts the parts, no more of them at a time than the settings allow, hands commands on, and rolls
 * up what the parts tell into one status and into one first and one final reply. What happens to a
 * database is decided in {@code decision}, without knowing that there are others. Like that
 * package, this one knows no clock, no Kafka and no logger.
 */
@NullMarked
package dev.dunlin.coordinator.whole;

import org.jspecify.annotations.NullMarked;
