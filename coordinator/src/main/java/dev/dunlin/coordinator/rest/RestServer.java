package dev.dunlin.coordinator.rest;

import dev.dunlin.service.Health;
import dev.dunlin.service.RestPlace;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface and the console. Starting takes about a second, so start it beside whatever
 * else there is to do.
 */
public final class RestServer implements AutoCloseable {

    private final RestPorts ports;
    private final RestPlace place;
    private final Supplier<Health> health;
    private @Nullable ApplicationContext context;

    /** A server that is not started yet, on a free port of 127.0.0.1. */
    public RestServer(RestPorts ports) {
        this(ports, RestPlace.anyLocal(), () -> Health.UP);
    }

    /**
     * The same at a place of its own.
     *
     * @param ports what the paths need
     * @param place where it is reached
     * @param health what it says of the process
     */
    public RestServer(RestPorts ports, RestPlace place, Supplier<Health> health) {
        this.ports = ports;
        this.place = place;
        this.health = health;
    }

    /** Starts listening and gives the port. */
    public synchronized int start() {
        ApplicationContext started =
                ApplicationContext.builder()
                        .properties(
                                Map.of(
                                        "micronaut.server.host",
                                        place.address().getHostString(),
                                        "micronaut.server.port",
                                        place.address().getPort() == 0
                                                ? -1
                                                : place.address().getPort(),
                                        "micronaut.application.name",
                                        "dunlin"))
                        // Nothing of the surroundings may move the port or the address.
                        .propertySources()
                        .environmentPropertySource(false)
                        .bootstrapEnvironment(false)
                        .deduceEnvironment(false)
                        .banner(false)
                        .start();
        context = started;
        started.registerSingleton(RestPorts.class, ports);
        started.registerSingleton(RestPlace.class, place);
        started.registerSingleton(HealthController.Source.class, health::get);
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
