package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.SecretRef;
import java.util.List;
import java.util.Locale;

/**
 * A connection as people see it: without its password, which nothing gives back.
 *
 * @param tls the {@code sslmode} that was chosen; empty for the usual one
 * @param password where it is found: {@code env:NAME}, {@code file:PATH}, {@code sealed}, {@code
 *     none} and the like
 * @param usedBy migrations that go between here and somewhere, and have not ended
 */
public record ConnectionView(
        String name,
        String host,
        int port,
        String user,
        String database,
        String pool,
        String tls,
        String password,
        String updatedAt,
        String updatedBy,
        NamedConnection.LastTest lastTest,
        List<String> usedBy) {

    static ConnectionView of(NamedConnection connection, StatusView view) {
        Endpoint endpoint = connection.endpoint();
        return new ConnectionView(
                connection.name(),
                endpoint.host(),
                endpoint.port(),
                endpoint.user(),
                connection.database(),
                connection.pool(),
                endpoint.parameters().getOrDefault("sslmode", ""),
                found(endpoint.password()),
                connection.updatedAt(),
                connection.updatedBy(),
                connection.lastTest(),
                users(endpoint, view));
    }

    private static String found(SecretRef secret) {
        String kind = secret.kind().name().toLowerCase(Locale.ROOT);
        return switch (secret.kind()) {
            case ENV, FILE -> kind + ":" + secret.name();
            case NONE, PASSFILE, SESSION, SEALED -> kind;
        };
    }

    private static List<String> users(Endpoint endpoint, StatusView view) {
        return view.migrations().values().stream()
                .filter(status -> !status.name().isPart() && !status.state().ended())
                .filter(
                        status ->
                                same(status.spec().source(), endpoint)
                                        || same(status.spec().target(), endpoint))
                .map(status -> status.name().value())
                .sorted()
                .toList();
    }

    private static boolean same(Endpoint one, Endpoint other) {
        return one.host().equals(other.host())
                && one.port() == other.port()
                && one.user().equals(other.user());
    }
}
