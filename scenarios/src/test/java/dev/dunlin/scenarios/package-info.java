/** Whole migrations as tests, simulation, architecture rules. */
@NullMarked
package dev.dunlin.scenarios;

import org.jspecify.annotations.NullMarked;
