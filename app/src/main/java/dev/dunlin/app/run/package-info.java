/**
 * {@code dunlin run}: one migration from the command line. {@link dev.dunlin.app.run.RunCommand} is
 * the story: {@code RequestReader} makes a request of the options, {@code WorkDirectory} guards
 * against a second run, {@code OneProcess} starts broker, coordinator and workers in this JVM, and
 * {@code Conversation} starts or resumes the migration and follows it to its end. {@code LocalDoor}
 * lets other commands in meanwhile.
 */
@NullMarked
package dev.dunlin.app.run;

import org.jspecify.annotations.NullMarked;
