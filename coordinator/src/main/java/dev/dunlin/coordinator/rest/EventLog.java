package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusListener;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What happens, for those who watch: the latest events are kept for who asks later, and everything
 * new goes to the streams that are open. Written by one thread, read by many.
 */
public final class EventLog implements StatusListener {

    /** A watcher that is behind by so much is cut off; it comes back and begins anew. */
    private static final int BEHIND = 4_096;

    private final int kept;
    private final Deque<Logged> events = new ArrayDeque<>();
    private final LinkedHashMap<String, Operation> operations = new LinkedHashMap<>();
    private final Sinks.Many<News> news = Sinks.many().multicast().directBestEffort();

    /**
     * @param kept how many events, and how many operations, are kept
     */
    public EventLog(int kept) {
        this.kept = kept;
    }

    /** An event and its place in the topic, by which watchers say what they have seen. */
    public record Logged(long offset, MigrationEvent event) {}

    /**
     * Something new.
     *
     * @param kind {@code migration}, {@code forgotten}, {@code table}, {@code readiness}, {@code
     *     operation} or {@code event}
     * @param id offset of an event, empty for the others, whose newest says everything
     */
    record News(MigrationName migration, String kind, String id, String json) {

        static News of(MigrationName migration, String kind, Object content) {
            return new News(migration, kind, "", EventLog.json(content));
        }
    }

    private static String json(Object content) {
        return new String(Wire.encode(content), StandardCharsets.UTF_8);
    }

    @Override
    public void migration(MigrationStatus status) {
        tell(() -> News.of(status.name(), "migration", status));
    }

    @Override
    public void forgotten(MigrationName name) {
        tell(() -> News.of(name, "forgotten", Map.of("name", name)));
    }

    @Override
    public void table(TableStatus status) {
        tell(() -> News.of(status.migration(), "table", status));
    }

    @Override
    public void readiness(Readiness readiness) {
        tell(() -> News.of(readiness.migration(), "readiness", readiness));
    }

    @Override
    public void event(MigrationEvent event, long offset) {
        synchronized (events) {
            events.addLast(new Logged(offset, event));
            if (events.size() > kept) {
                events.removeFirst();
            }
        }
        tell(() -> news(new Logged(offset, event)));
    }

    @Override
    public void reply(Reply reply) {
        Operation now;
        synchronized (operations) {
            Operation before = operations.get(reply.commandId());
            now = before == null ? Operation.of(reply) : before.after(reply);
            operations.put(reply.commandId(), now);
            if (operations.size() > kept) {
                operations.pollFirstEntry();
            }
        }
        tell(() -> News.of(reply.migration(), "operation", now));
    }

    /** How a command fares; empty when it was never heard of, or long ago. */
    Optional<Operation> operation(String commandId) {
        synchronized (operations) {
            return Optional.ofNullable(operations.get(commandId));
        }
    }

    static News news(Logged logged) {
        return new News(
                logged.event().migration(),
                "event",
                Long.toString(logged.offset()),
                json(logged.event()));
    }

    /** While nobody watches there is nothing to write down. */
    private void tell(Supplier<News> some) {
        if (news.currentSubscriberCount() > 0) {
            var _ = news.tryEmitNext(some.get());
        }
    }

    /** Kept events after an offset, oldest first, of one migration with its parts or of all. */
    List<Logged> after(long offset, Optional<MigrationName> migration) {
        synchronized (events) {
            return events.stream()
                    .filter(logged -> logged.offset() > offset)
                    .filter(logged -> concerns(migration, logged.event().migration()))
                    .toList();
        }
    }

    static boolean concerns(Optional<MigrationName> asked, MigrationName name) {
        return asked.isEmpty() || asked.get().equals(name) || asked.get().equals(name.whole());
    }

    /** What is new from now on; fails when the watcher falls behind. */
    Flux<News> live() {
        return news.asFlux().onBackpressureBuffer(BEHIND);
    }
}
