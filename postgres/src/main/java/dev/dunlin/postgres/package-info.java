/**
 * What we know about PostgreSQL: connections and their pinned sessions, COPY, digests, catalog
 * queries.
 *
 * <p>{@link dev.dunlin.postgres.PostgresConnector} opens every connection; {@link
 * dev.dunlin.postgres.SqlFailures} names what went wrong; {@link
 * dev.dunlin.postgres.CopyStatements} and {@link dev.dunlin.postgres.CopyFormats} say how rows
 * travel; {@link dev.dunlin.postgres.TableDigester} and {@link dev.dunlin.postgres.ObjectCounts}
 * describe one side so that it can be compared with the other. Names come from catalogs and are
 * quoted in one place; no row value or password reaches a message or a log.
 */
@NullMarked
package dev.dunlin.postgres;

import org.jspecify.annotations.NullMarked;
