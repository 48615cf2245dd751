package dev.dunlin.coordinator.rest;

import dev.dunlin.service.Health;
import dev.dunlin.service.RestPlace;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface and the console. Starting takes about a second, so start it beside whatever
 * else there is to do.
 */
public final class RestServer implements AutoCloseable {

    private final RestPorts ports;
    private final RestPlace place;
    private final Optional<TlsFiles> tls;
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
        this(ports, place, Optional.empty(), health);
    }

    /**
     * The same with TLS.
     *
     * @param tls what it proves itself with; empty for plain HTTP
     */
    public RestServer(
            RestPorts ports, RestPlace place, Optional<TlsFiles> tls, Supplier<Health> health) {
        this.ports = ports;
        this.tls = tls;
        this.place = place;
        this.health = health;
    }

    /** Starts listening and gives the port. */
    public synchronized int start() {
        ApplicationContext started =
                ApplicationContext.builder()
                        .properties(settings())
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

    private Map<String, Object> settings() {
        int port = place.address().getPort() == 0 ? -1 : place.address().getPort();
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.host", place.address().getHostString());
        settings.put("micronaut.server.port", port);
        settings.put("micronaut.application.name", "dunlin");
        if (tls.isPresent()) {
            try {
                settings.putAll(tls.get().settings(port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return settings;
    }

    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
