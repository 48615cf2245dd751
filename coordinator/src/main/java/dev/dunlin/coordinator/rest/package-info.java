/**
 * The REST interface of a coordinator's process: what the public topics say, and the commands.
 *
 * <p>{@link dev.dunlin.coordinator.rest.RestServer} runs it on a port of the local machine; {@code
 * MigrationsController} is the table of its paths; {@code AccessFilter} lets in who may do what
 * they ask, and everybody where {@link dev.dunlin.coordinator.rest.Open} stands; {@code Tickets}
 * carry a token from a terminal to a browser; {@code ActionBody} reads what a command is asked
 * with; {@link dev.dunlin.coordinator.rest.Problem} is the form of everything that is refused. It
 * decides nothing: commands go to the coordinator's topic like everybody's.
 */
@NullMarked
package dev.dunlin.coordinator.rest;

import org.jspecify.annotations.NullMarked;
