/** Tests of the fixtures themselves. */
@NullMarked
package dev.dunlin.testkit;

import org.jspecify.annotations.NullMarked;
