package dev.dunlin.coordinator;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.messaging.WorkersView.Place;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/**
 * The pools of a Kafka cluster. A migration may name a pool before its first worker starts: its
 * topics are made then, and what is sent waits there.
 */
final class ClusterPools implements Pools, AutoCloseable {

    private final Admin admin;
    private final ControlTopics topics;
    private final Supplier<WorkersView> workers;
    private final Function<String, Optional<NamedConnection>> connections;
    private final Set<Place> made = ConcurrentHashMap.newKeySet();

    ClusterPools(
            KafkaCluster cluster,
            Supplier<WorkersView> workers,
            Function<String, Optional<NamedConnection>> connections) {
        this.connections = connections;
        this.admin = Admin.create(cluster.properties());
        this.topics = new ControlTopics(admin, ControlTopics.BROKER_DEFAULT);
        this.workers = workers;
    }

    @Override
    public void ensure(Role role, String pool) {
        Place place = new Place(role, pool);
        if (!made.contains(place)) {
            topics.ensurePool(role, pool);
            made.add(place);
        }
    }

    /** As the producers of Kafka's own clients spread keys: murmur2 over all partitions. */
    @Override
    public boolean decides(int partition, MigrationName name) {
        int count = topics.partitions(Topics.COMMANDS);
        byte[] key = name.value().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % count == partition;
    }

    @Override
    public Optional<NamedConnection> connection(String name) {
        return connections.apply(name);
    }

    @Override
    public WorkersView workers() {
        return workers.get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
