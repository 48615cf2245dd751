/** The source side: validate, dump the schema, plan, copy chunks, digest. */
@NullMarked
package dev.dunlin.snapshot;

import org.jspecify.annotations.NullMarked;
