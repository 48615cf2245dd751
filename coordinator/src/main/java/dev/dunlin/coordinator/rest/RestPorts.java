package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import java.util.function.Supplier;

/**
 * What the paths need: put into the context by {@link RestServer}.
 *
 * @param view what is known now
 */
record RestPorts(Supplier<StatusView> view, CommandDesk desk, String token) {

    /** Never with the token. */
    @Override
    public String toString() {
        return "RestPorts";
    }
}
