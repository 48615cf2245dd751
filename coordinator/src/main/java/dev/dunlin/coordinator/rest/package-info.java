/**
 * The REST interface of a coordinator's process: what the public topics say, and the commands.
 *
 * <p>{@link dev.dunlin.coordinator.rest.RestServer} runs it on a port of the local machine; {@code
 * MigrationsController} is the table of its paths; {@code TokenFilter} lets nobody in without the
 * token; {@code ActionBody} reads what a command is asked with; {@link
 * dev.dunlin.coordinator.rest.Problem} is the form of everything that is refused. It decides
 * nothing: commands go to the coordinator's topic like everybody's.
 */
@NullMarked
package dev.dunlin.coordinator.rest;

import org.jspecify.annotations.NullMarked;
