/**
 * The web console: files that a browser runs, and the controller that hands them out.
 *
 * <p>{@code Assets} reads every file once and names them by their content; {@code IndexPage} is the
 * one document, with the policy that lets only those files run; {@code ConsoleController} answers
 * every path that nothing else answers, since every view has a path of its own. The console itself
 * knows nothing that the REST interface does not say, and asks like everybody with a token. Its
 * tour is in {@code README.md} beside its files.
 */
@NullMarked
package dev.dunlin.coordinator.console;

import org.jspecify.annotations.NullMarked;
