/**
 * What a check is. A {@link dev.dunlin.protocol.check.Check} says under which code it looks at
 * what; whoever looks gives a {@link dev.dunlin.protocol.check.Result}, and the {@link
 * dev.dunlin.protocol.check.Checklist} makes a finding of both, also when all is well. The checks
 * themselves are enums of the modules that can look; {@code docs/validation.md} lists them.
 */
@NullMarked
package dev.dunlin.protocol.check;

import org.jspecify.annotations.NullMarked;
