package dev.dunlin.coordinator.readiness;

import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Position in, readiness out: at once when the verdict turns, each second while positions come, and
 * by the clock alone when they stay away. A database that nothing was heard of for long is
 * forgotten. A position counts from when it was told, not from when it is read: those that lay in
 * the topic while nobody read it make nobody ready.
 */
final class ReadinessProcessor implements Processor<String, byte[], String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(ReadinessProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private @Nullable ProcessorContext<String, byte[]> context;

    /**
     * What the store holds of a database.
     *
     * @param told the last readiness told; empty before the first
     */
    record Entry(Following following, List<Readiness> told) {

        Entry {
            told = List.copyOf(told);
        }

        /** Whether the verdict, or a reason for it, differs from the one told. */
        boolean turned(Readiness now) {
            return told.isEmpty() || !codes(told.getFirst()).equals(codes(now));
        }

        boolean news(Readiness now) {
            return told.isEmpty() || !told.getFirst().equals(now);
        }

        private static List<String> codes(Readiness readiness) {
            return readiness.blockers().stream().map(Readiness.Blocker::code).toList();
        }
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        given.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
    }

    @Override
    public void process(Record<String, byte[]> message) {
        long now = context().currentSystemTimeMs();
        if (now - message.timestamp() > FORGOTTEN_AFTER.toMillis()) {
            return;
        }
        Position position;
        try {
            position = Wire.decode(message.value(), Position.class);
        } catch (UndecodableMessageException e) {
            log.warn("position of {} left out: {}", message.key(), e.getMessage());
            return;
        }
        String key = position.migration() + "/" + position.database();
        byte[] stored = store().get(key);
        Entry before =
                stored == null
                        ? new Entry(
                                Following.of(position.migration(), position.database()), List.of())
                        : Wire.decode(stored, Entry.class);
        Following following = before.following().with(position, Math.min(now, message.timestamp()));
        Readiness readiness = new Assessment(following, now).readiness();
        List<Readiness> told = before.told();
        if (before.turned(readiness)) {
            tell(readiness, now);
            told = List.of(readiness);
        }
        store().put(key, Wire.encode(new Entry(following, told)));
    }

    private void tick() {
        long now = context().currentSystemTimeMs();
        List<String> forgotten = new ArrayList<>();
        try (var all = store().all()) {
            all.forEachRemaining(
                    stored -> {
                        Entry entry = Wire.decode(stored.value, Entry.class);
                        long silent = now - entry.following().lastHeard();
                        if (silent > FORGOTTEN_AFTER.toMillis()) {
                            forgotten.add(stored.key);
                            return;
                        }
                        Readiness readiness = new Assessment(entry.following(), now).readiness();
                        if (entry.news(readiness) || silent <= TICK.toMillis()) {
                            tell(readiness, now);
                            store().put(
                                            stored.key,
                                            Wire.encode(
                                                    new Entry(
                                                            entry.following(),
                                                            List.of(readiness))));
                        }
                    });
        }
        forgotten.forEach(store()::delete);
    }

    private void tell(Readiness readiness, long now) {
        context().forward(new Record<>(readiness.migration().value(), Wire.encode(readiness), now));
    }

    private KeyValueStore<String, byte[]> store() {
        return context().getStateStore(ReadinessTopology.STORE);
    }

    private ProcessorContext<String, byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
