/** The target side: validate, restore the schema, load, build indexes, set sequences, digest. */
@NullMarked
package dev.dunlin.sink;

import org.jspecify.annotations.NullMarked;
