/**
 * What migrations left where nobody needs it any more. {@link
 * dev.dunlin.coordinator.leftovers.LeftoverSearch} has workers look at every server that migrations
 * know, {@link dev.dunlin.coordinator.leftovers.Judgement} tells what is a leftover from what
 * belongs to somebody, and only what was found in the same moment is dropped.
 */
@NullMarked
package dev.dunlin.coordinator.leftovers;

import org.jspecify.annotations.NullMarked;
