/** Tests of applying changes. */
@NullMarked
package dev.dunlin.sink.apply;

import org.jspecify.annotations.NullMarked;
