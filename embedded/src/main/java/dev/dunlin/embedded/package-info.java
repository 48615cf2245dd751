/** Servers that run beside us on one machine: the in-JVM Kafka broker and PostgreSQL binaries. */
@NullMarked
package dev.dunlin.embedded;

import org.jspecify.annotations.NullMarked;
