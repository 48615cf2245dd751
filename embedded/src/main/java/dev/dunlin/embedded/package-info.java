/**
 * Servers that run beside us on one machine, so that nothing has to be installed.
 *
 * <p>{@link dev.dunlin.embedded.EmbeddedBroker} is a real Kafka broker inside this JVM: start at
 * its {@code start} method, then {@link dev.dunlin.embedded.BrokerDirectory} (what lies on disk)
 * and {@link dev.dunlin.embedded.BrokerSettings} (why it starts fast and stays small). {@link
 * dev.dunlin.embedded.PostgresServer} runs a throw-away PostgreSQL from {@link
 * dev.dunlin.embedded.PostgresBinaries}. Both listen on the loopback address only, on ports that
 * change with every start, and may be killed at any moment without losing what was acknowledged.
 */
@NullMarked
package dev.dunlin.embedded;

import org.jspecify.annotations.NullMarked;
