/**
 * {@code dunlin demo}: two throw-away servers, a sample database in the older one, and the same run
 * as {@code dunlin run --mode online} between them, while {@code LiveWriters} change the source and
 * {@code DemoCutover} plays the user. Everything it makes lies in one temporary directory.
 */
@NullMarked
package dev.dunlin.app.demo;

import org.jspecify.annotations.NullMarked;
