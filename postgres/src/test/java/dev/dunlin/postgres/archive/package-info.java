/** Tests of reading archives: the lexer alone, and whole archives of a real server. */
@NullMarked
package dev.dunlin.postgres.archive;

import org.jspecify.annotations.NullMarked;
