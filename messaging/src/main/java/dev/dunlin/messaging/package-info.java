/** How a message travels: codec, task queue, job ownership, parking of bad messages. */
@NullMarked
package dev.dunlin.messaging;

import org.jspecify.annotations.NullMarked;
