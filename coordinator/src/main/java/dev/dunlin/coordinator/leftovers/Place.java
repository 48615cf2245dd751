package dev.dunlin.coordinator.leftovers;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.Side;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server to look at, through a pool that reaches it.
 *
 * @param address with a database to begin in
 */
public record Place(Side side, String pool, DatabaseAddress address) {

    /** The servers of migrations, each once; a later migration knows the way better. */
    static List<Place> ofMigrations(Collection<MigrationStatus> migrations) {
        Map<String, Place> places = new LinkedHashMap<>();
        migrations.stream()
                .sorted(Comparator.comparing(MigrationStatus::startedAt))
                .forEach(
                        status -> {
                            MigrationSpec spec = status.spec();
                            String first = spec.databases().getFirst().source();
                            add(
                                    places,
                                    new Place(
                                            Side.SOURCE, spec.sourcePool(), spec.sourceOf(first)));
                            add(
                                    places,
                                    new Place(
                                            Side.TARGET, spec.targetPool(), spec.targetOf(first)));
                        });
        return List.copyOf(places.values());
    }

    /** Servers that have names, as a source and as a target. */
    public static List<Place> of(Collection<NamedConnection> connections) {
        return connections.stream()
                .flatMap(
                        one ->
                                Stream.of(Side.values())
                                        .map(side -> new Place(side, one.pool(), address(one))))
                .toList();
    }

    private static DatabaseAddress address(NamedConnection one) {
        return new DatabaseAddress(one.endpoint(), one.database());
    }

    private static void add(Map<String, Place> places, Place place) {
        places.put(place.side() + place.server(), place);
    }

    /** Whether looking at this one shows what the other would. */
    boolean covers(Place other) {
        return side == other.side && server().equals(other.server());
    }

    /** Host and port. */
    String server() {
        Endpoint endpoint = address.endpoint();
        return endpoint.host() + ":" + endpoint.port();
    }
}
