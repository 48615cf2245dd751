/**
 * How commands reach a server: {@code ServerSearch} finds it, {@link
 * dev.dunlin.app.client.RestClient} speaks with it, {@link dev.dunlin.app.client.Session} is one
 * command's talk and turns what goes wrong into words and an exit code.
 */
@NullMarked
package dev.dunlin.app.client;

import org.jspecify.annotations.NullMarked;
