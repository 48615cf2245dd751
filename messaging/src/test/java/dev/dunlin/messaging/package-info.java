/**
 * Tests of how messages travel. A {@code …Scenario} holds the tests, its subclasses say on which
 * broker they run: the one inside this JVM, or one in a container where Docker is there.
 */
@NullMarked
package dev.dunlin.messaging;

import org.jspecify.annotations.NullMarked;
