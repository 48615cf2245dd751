/** What the processes say to each other: sealed messages, topic names, keys. */
@NullMarked
package dev.dunlin.protocol;

import org.jspecify.annotations.NullMarked;
