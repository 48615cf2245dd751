package dev.dunlin.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dunlin.metrics.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code /health/liveness}, {@code /health/readiness} and {@code /metrics} of a process that has no
 * other web server. The JDK's own one carries three paths; the coordinator's would bring all of its
 * controllers along.
 */
public final class HealthServer implements AutoCloseable {

    private static final int UP = 200;
    private static final int DOWN = 503;

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /** Starts listening. */
    public static HealthServer start(InetSocketAddress place, Supplier<Health> health) {
        try {
            HttpServer server = HttpServer.create(place, 0);
            add(server, "/health/liveness", health, Health::live);
            add(server, "/health/readiness", health, Health::ready);
            var _ = server.createContext("/metrics", HealthServer::metrics);
            server.start();
            return new HealthServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + place, e);
        }
    }

    private static void add(
            HttpServer server, String path, Supplier<Health> health, Predicate<Health> good) {
        var _ = server.createContext(path, exchange -> answer(exchange, good.test(health.get())));
    }

    private static void answer(HttpExchange exchange, boolean up) throws IOException {
        send(exchange, up ? UP : DOWN, "application/json", body(up));
    }

    private static void metrics(HttpExchange exchange) throws IOException {
        send(exchange, UP, Meters.CONTENT_TYPE, Meters.process().page());
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** What every process answers, whatever server it has. */
    public static String body(boolean up) {
        return up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}";
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
