/** Fixtures for tests: databases, broker, digest. */
@NullMarked
package dev.dunlin.testkit;

import org.jspecify.annotations.NullMarked;
