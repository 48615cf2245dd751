package dev.dunlin.coordinator.rest;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
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
     * @param ports what the paths need
     */
    public RestServer(RestPorts ports) {
        this.ports = ports;
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
