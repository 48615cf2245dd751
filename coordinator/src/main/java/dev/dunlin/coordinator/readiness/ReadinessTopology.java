package dev.dunlin.coordinator.readiness;

import dev.dunlin.protocol.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Positions in, one processor over one store, readiness out. */
public final class ReadinessTopology {

    static final String STORE = "following";

    private ReadinessTopology() {}

    /**
     * The topology. What the store holds comes again within a second or two from whoever is at
     * work, so nothing of it is kept in Kafka.
     */
    public static Topology build() {
        Topology topology = new Topology();
        topology.addSource(
                "positions",
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topics.POSITIONS);
        topology.addProcessor("assess", ReadinessProcessor::new, "positions");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingDisabled(),
                "assess");
        topology.addSink(
                "readiness",
                Topics.READINESS,
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer(),
                "assess");
        return topology;
    }
}
