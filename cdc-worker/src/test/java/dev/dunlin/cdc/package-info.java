/** Tests of capture against real servers and a real broker. */
@NullMarked
package dev.dunlin.cdc;

import org.jspecify.annotations.NullMarked;
