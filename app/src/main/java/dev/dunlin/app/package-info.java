/**
 * The dunlin command. {@link dev.dunlin.app.Main} builds the command line and hands every command
 * its {@link dev.dunlin.app.Surroundings} (streams, environment, clock), so that tests run commands
 * without a process. {@code dev.dunlin.app.run} holds the one command that does the work, {@code
 * dev.dunlin.app.client} how the others reach a server, {@code dev.dunlin.app.ask} those that ask
 * it once, {@code dev.dunlin.app.follow} those that steer a migration and stay with it, {@code
 * dev.dunlin.app.show} what people see, {@code dev.dunlin.app.demo} the demonstration.
 */
@NullMarked
package dev.dunlin.app;

import org.jspecify.annotations.NullMarked;
