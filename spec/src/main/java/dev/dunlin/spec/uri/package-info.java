/**
 * Connection strings as libpq takes them. {@link dev.dunlin.spec.uri.ConnectionUri} is the story:
 * {@code UriText} or {@code DsnText} cut the text into libpq keywords, the environment fills what
 * is missing, and {@code LibpqKeywords} lets only known keywords with sane values through, so that
 * no driver parameter that loads classes or writes files can be smuggled in. No message of this
 * package repeats any part of a connection string but the name of a keyword.
 */
@NullMarked
package dev.dunlin.spec.uri;

import org.jspecify.annotations.NullMarked;
