/** Tests of how changes travel. */
@NullMarked
package dev.dunlin.messaging.changes;

import org.jspecify.annotations.NullMarked;
