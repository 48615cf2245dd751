package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the paths need: put into the context by {@link RestServer}.
 *
 * @param view what is known at the moment it is asked
 * @param events hears what happens, for those who watch
 * @param guard knows who may come in
 * @param seal encrypts a password of a spec before it travels
 */
public record RestPorts(
        Supplier<StatusView> view,
        CommandDesk desk,
        EventLog events,
        Guard guard,
        UnaryOperator<String> seal) {

    /** Without what guards it. */
    @Override
    public String toString() {
        return "RestPorts";
    }
}
