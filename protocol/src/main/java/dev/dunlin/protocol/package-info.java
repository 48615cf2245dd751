/**
 * What the processes say to each other, and nothing else: no Kafka client, no JDBC.
 *
 * <p>One sealed interface for each topic, its records nested in it. {@link
 * dev.dunlin.protocol.Command} is what users ask; {@link dev.dunlin.protocol.Task} and {@link
 * dev.dunlin.protocol.Job} are what the coordinator asks of workers; {@link
 * dev.dunlin.protocol.Report} is what they answer; {@link dev.dunlin.protocol.MigrationStatus} and
 * {@link dev.dunlin.protocol.TableStatus} are what everybody may read. Wire names are explicit and
 * stable, Java names are not.
 */
@NullMarked
package dev.dunlin.protocol;

import org.jspecify.annotations.NullMarked;
