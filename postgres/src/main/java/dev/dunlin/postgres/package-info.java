/** What we know about PostgreSQL: names and quoting, COPY, catalog queries, session settings. */
@NullMarked
package dev.dunlin.postgres;

import org.jspecify.annotations.NullMarked;
