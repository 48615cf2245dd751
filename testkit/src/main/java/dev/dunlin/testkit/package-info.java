/**
 * Fixtures for tests; no production code depends on them.
 *
 * <p>{@link dev.dunlin.testkit.TestServers} and {@link dev.dunlin.testkit.TestBroker} give real
 * servers, started once per JVM and shared; what a test makes in them has a name of its own, so
 * tests do not see each other. {@link dev.dunlin.testkit.DatabaseDigest} and {@link
 * dev.dunlin.testkit.SchemaDump} compare two databases and share no code with Dunlin itself: they
 * are the second opinion. {@link dev.dunlin.testkit.FaultProxy} breaks connections on demand.
 */
@NullMarked
package dev.dunlin.testkit;

import org.jspecify.annotations.NullMarked;
