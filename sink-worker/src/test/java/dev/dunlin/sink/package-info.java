/** Tests of the sink worker: loader and restores on real servers, from archives of real sources. */
@NullMarked
package dev.dunlin.sink;

import org.jspecify.annotations.NullMarked;
