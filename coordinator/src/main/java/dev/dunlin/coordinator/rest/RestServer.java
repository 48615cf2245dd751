package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface on a free port of 127.0.0.1. Starting takes about a second, so start it beside
 * whatever else there is to do.
 */
public final class RestServer implements AutoCloseable {

    private final RestPorts ports;
    private @Nullable ApplicationContext context;

    /**
     * A server that is not started yet.
     *
     * @param view what is known at the moment it is asked
     * @param events hears what happens, for those who watch
     * @param guard knows who may come in
     * @param seal encrypts passwords of specs before they travel
     */
    public RestServer(
            Supplier<StatusView> view,
            CommandDesk desk,
            EventLog events,
            Guard guard,
            UnaryOperator<String> seal) {
        this.ports = new RestPorts(view, desk, events, guard, seal);
    }

    /** Starts listening and gives the port. */
    public synchronized int start() {
        ApplicationContext started =
                ApplicationContext.builder()
                        .properties(
                                Map.of(
                                        "micronaut.server.host", "127.0.0.1",
                                        "micronaut.server.port", -1,
                                        "micronaut.application.name", "dunlin"))
                        // Nothing of the surroundings may move the port or the address.
                        .propertySources()
                        .environmentPropertySource(false)
                        .bootstrapEnvironment(false)
                        .deduceEnvironment(false)
                        .banner(false)
                        .start();
        context = started;
        started.registerSingleton(RestPorts.class, ports);
        return started.getBean(EmbeddedServer.class).start().getPort();
    }

    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
