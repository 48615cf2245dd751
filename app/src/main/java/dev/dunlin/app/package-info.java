/** The dunlin command: CLI and one-process mode. */
@NullMarked
package dev.dunlin.app;

import org.jspecify.annotations.NullMarked;
