/**
 * The truth about migrations as immutable records, and the facts that change them.
 *
 * <p>{@link dev.dunlin.coordinator.migration.World} holds one migration's records; {@link
 * dev.dunlin.coordinator.migration.Evolution} applies a {@link
 * dev.dunlin.coordinator.migration.Fact} and is the only place where anything changes. Live work
 * and replay after a crash run the same code. Nothing here decides, reads a clock or does I/O.
 */
@NullMarked
package dev.dunlin.coordinator.migration;

import org.jspecify.annotations.NullMarked;
