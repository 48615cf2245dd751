/**
 * Metrics of migrations and workers, made from what is public of them each time somebody asks: so
 * they are right after a restart, the same from every coordinator, and gone with the migration.
 * {@code Figures} is where to begin; the rest are functions of a status.
 */
@NullMarked
package dev.dunlin.coordinator.figures;

import org.jspecify.annotations.NullMarked;
