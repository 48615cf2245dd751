package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.MigrationName;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What happens, as a list and live. */
@Controller("/api/v1")
class EventsController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final long FROM_NOW = Long.MAX_VALUE;

    private final RestPorts ports;

    EventsController(RestPorts ports) {
        this.ports = ports;
    }

    @Get("/migrations/{name}/events")
    @Produces({"application/json", Problem.MEDIA_TYPE})
    HttpResponse<byte[]> past(
            String name, @QueryValue @Nullable Integer limit, @QueryValue @Nullable String cursor) {
        Optional<MigrationName> migration = Lookup.name(name);
        if (migration.isEmpty()) {
            return Answers.problem(Lookup.unknown(name));
        }
        List<EventLog.Logged> events = ports.events().after(-1, migration);
        return Answers.ok(Page.of(events, logged -> Long.toString(logged.offset()), limit, cursor));
    }

    /**
     * Server-sent events. First the state there is, closed by {@code complete}, and what changes
     * all the while. With {@code Last-Event-ID} the events since then come too, so a watcher that
     * was cut off misses none that are still kept.
     */
    @Get("/events")
    @Produces("text/event-stream")
    Flux<Event<String>> live(
            @QueryValue @Nullable String migration,
            @Header("Last-Event-ID") @Nullable String lastSeen) {
        Optional<MigrationName> only = Optional.ofNullable(migration).flatMap(Lookup::name);
        Flux<EventLog.News> now = Flux.defer(() -> Flux.fromIterable(state(only)));
        Flux<EventLog.News> missed =
                Flux.defer(() -> Flux.fromIterable(ports.events().after(offset(lastSeen), only)))
                        .map(EventLog::news);
        Flux<EventLog.News> live =
                ports.events().live().filter(news -> EventLog.concerns(only, news.migration()));
        Flux<Event<String>> beats =
                Flux.interval(HEARTBEAT).map(_ -> Event.of("").comment("still here"));
        // Listening begins before the state is read: a change in between is told twice, not never.
        return Flux.merge(
                        live.publish().autoConnect(1).map(EventsController::event),
                        Flux.concat(now, missed)
                                .map(EventsController::event)
                                .concatWith(Flux.just(Event.of("{}").name("complete"))))
                .mergeWith(beats);
    }

    private List<EventLog.News> state(Optional<MigrationName> only) {
        StatusView view = ports.view().get();
        Stream<EventLog.News> states =
                view.migrations().values().stream()
                        .map(status -> EventLog.News.of(status.name(), "migration", status));
        Stream<EventLog.News> following =
                view.readiness().values().stream()
                        .flatMap(databases -> databases.values().stream())
                        .distinct()
                        .map(one -> EventLog.News.of(one.migration(), "readiness", one));
        return Stream.concat(states, following)
                .filter(news -> EventLog.concerns(only, news.migration()))
                .toList();
    }

    private static long offset(@Nullable String lastSeen) {
        try {
            return lastSeen == null ? FROM_NOW : Long.parseLong(lastSeen);
        } catch (NumberFormatException _) {
            return FROM_NOW;
        }
    }

    private static Event<String> event(EventLog.News news) {
        Event<String> event = Event.of(news.json()).name(news.kind());
        return news.id().isEmpty() ? event : event.id(news.id());
    }
}
