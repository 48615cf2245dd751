/**
 * The console as people use it: Chromium against a server that runs, with real workers, a real
 * broker and real databases.
 *
 * <p>{@code Console} is the server and the browser that all tests of a JVM share; {@code
 * ConsoleExtension} gives them to a test, looks into the browser's console afterwards, and leaves a
 * picture when a test fails. {@code Browser} is what a person does: go, read, press, type.
 */
@NullMarked
package dev.dunlin.scenarios.console;

import org.jspecify.annotations.NullMarked;
