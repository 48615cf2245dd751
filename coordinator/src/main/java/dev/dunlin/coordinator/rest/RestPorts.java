package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the paths need: put into the context by {@link RestServer}.
 *
 * @param view what is known now
 * @param seal encrypts a password before it travels
 */
record RestPorts(
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
