/**
 * Dunlin as a service: {@code dunlin serve} runs everything in one process, {@code dunlin
 * coordinator}, {@code snapshot-worker}, {@code cdc-worker} and {@code sink-worker} run one role
 * each, {@code dunlin broker} a Kafka of one machine. The roles themselves are classes of their
 * modules; here are only the command lines.
 */
@NullMarked
package dev.dunlin.app.serve;

import org.jspecify.annotations.NullMarked;
