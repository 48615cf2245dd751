/**
 * Commands that ask a server once and print its answer: lists, details, what may be done at once.
 * {@link dev.dunlin.app.ask.OutputOptions} and {@link dev.dunlin.app.ask.Printer} are the forms of
 * all answers; {@code Repeated} shows an answer again and again.
 */
@NullMarked
package dev.dunlin.app.ask;

import org.jspecify.annotations.NullMarked;
