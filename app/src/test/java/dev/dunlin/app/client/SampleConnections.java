package dev.dunlin.app.client;

import dev.dunlin.coordinator.rest.ConnectionPort;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.NamedConnection.LastTest;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server that was reached last, and one that was not. */
final class SampleConnections implements ConnectionPort {

    private static final String WHEN = "2026-11-02T10:00:00Z";

    private final Map<String, NamedConnection> all = new TreeMap<>();

    SampleConnections() {
        put(
                connection(
                        "old",
                        "db1",
                        new SecretRef(SecretRef.Kind.ENV, "OLD"),
                        new LastTest(WHEN, Side.SOURCE, "15.18", "TLSv1.3", "")));
        put(
                connection(
                        "new",
                        "db2",
                        new SecretRef(SecretRef.Kind.SEALED, "x"),
                        new LastTest(WHEN, Side.TARGET, "", "", "DUN-TGT-CONNECT: refused")));
    }

    private static NamedConnection connection(
            String name, String host, SecretRef secret, LastTest test) {
        Endpoint endpoint =
                new Endpoint(
                        host, 5432, "me", new TreeMap<>(Map.of("sslmode", "verify-full")), secret);
        return new NamedConnection(name, endpoint, "default", "postgres", WHEN, "ann (rest)", test);
    }

    @Override
    public List<NamedConnection> all() {
        return List.copyOf(all.values());
    }

    @Override
    public void put(NamedConnection connection) {
        all.put(connection.name(), connection);
    }

    @Override
    public void remove(String name) {
        all.remove(name);
    }
}
