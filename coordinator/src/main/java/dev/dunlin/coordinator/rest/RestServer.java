package dev.dunlin.coordinator.rest;

import dev.dunlin.service.Health;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface. Starting takes about a second, so start it beside whatever else there is to
 * do.
 */
public final class RestServer implements AutoCloseable {

    private static final InetSocketAddress ANY_LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    private final RestPorts ports;
    private final InetSocketAddress place;
    private final Supplier<Health> health;
    private @Nullable ApplicationContext context;

    /** A server that is not started yet, on a free port of 127.0.0.1. */
    public RestServer(RestPorts ports) {
        this(ports, ANY_LOCAL, () -> Health.UP);
    }

    /**
     * The same at a place of its own.
     *
     * @param ports what the paths need
     * @param place where it listens; port 0 is a free one
     * @param health what it says of the process
     */
    public RestServer(RestPorts ports, InetSocketAddress place, Supplier<Health> health) {
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
                                        place.getHostString(),
                                        "micronaut.server.port",
                                        place.getPort() == 0 ? -1 : place.getPort(),
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
