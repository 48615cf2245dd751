package dev.dunlin.coordinator;

import dev.dunlin.protocol.Topics;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.state.Stores;

/** Commands and reports in, one processor over four stores, everything else out. */
public final class CoordinatorTopology {

    private static final String DECIDE = "decide";

    private CoordinatorTopology() {}

    /** The topology; time comes from the clock alone, what it knows of workers from the pools. */
    public static Topology build(InstantSource clock, Pools pools) {
        Topology topology = new Topology();
        topology.addSource(
                "messages",
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topics.COMMANDS,
                Topics.REPORTS,
                Topics.READINESS,
                Topics.GATES);
        topology.addProcessor(DECIDE, () -> new DecisionProcessor(clock, pools), "messages");
        for (String store : StateStores.ALL) {
            topology.addStateStore(
                    Stores.keyValueStoreBuilder(
                                    Stores.inMemoryKeyValueStore(store),
                                    Serdes.String(),
                                    Serdes.ByteArray())
                            .withCachingDisabled(),
                    DECIDE);
        }
        topology.addSink(
                "out",
                (String key, Outgoing outgoing, RecordContext context) -> outgoing.topic(),
                Serdes.String().serializer(),
                (String topic, Outgoing outgoing) -> outgoing.encoded(),
                DECIDE);
        return topology;
    }
}
