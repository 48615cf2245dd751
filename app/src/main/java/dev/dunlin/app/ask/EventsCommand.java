package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.CommandEnded;
import dev.dunlin.app.client.EventStream;
import dev.dunlin.app.client.MigrationChoice;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Events;
import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what has happened. */
@Command(
        name = "events",
        customSynopsis = "dunlin events NAME [OPTION...]",
        description = {
            "List what has happened to a migration, oldest first, as far as its server remembers."
        },
        footer = {
            "",
            "Exit codes: 0 listed, 3 no such migration, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin events shop",
            "  dunlin events shop --follow -o jsonl"
        },
        sortOptions = false)
public final class EventsCommand implements Callable<Integer> {

    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final int PATIENCE = 30;

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what happens from now. Ctrl-C ends it.")
    private boolean follow;

    @Mixin private final OutputOptions output = new OutputOptions();

    public EventsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("events");
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings,
                choice.server(),
                name,
                session -> follow ? live(session, name, printer) : past(session, name, printer));
    }

    private static ExitCode past(Session session, MigrationName name, Printer printer)
            throws IOException, InterruptedException {
        // The list of an unknown name is empty: that it is unknown has to be asked for.
        var _ = session.rest().view(name);
        List<MigrationEvent> events =
                session
                        .rest()
                        .all("/migrations/" + name + "/events", Map.of(), EventLog.Logged[].class)
                        .stream()
                        .map(EventLog.Logged::event)
                        .toList();
        printer.list(events, Events.listing());
        return ExitCode.DONE;
    }

    /** A stream that was cut off is taken up where it ended. */
    private static ExitCode live(Session session, MigrationName name, Printer printer)
            throws IOException, InterruptedException {
        var _ = session.rest().view(name);
        long seen = -1;
        int failed = 0;
        while (true) {
            try (EventStream stream = session.rest().events(name, seen)) {
                failed = 0;
                seen = read(stream, printer, seen);
            } catch (IOException e) {
                failed++;
                CommandEnded end = session.silent(e);
                if (failed == 1) {
                    session.say(String.valueOf(end.getMessage()) + "; trying again");
                }
                if (failed >= PATIENCE || session.rest().server().gone()) {
                    throw end;
                }
            }
            Thread.sleep(AGAIN);
        }
    }

    private static long read(EventStream stream, Printer printer, long before) {
        long seen = before;
        try {
            for (var told = stream.next(); told.isPresent(); told = stream.next()) {
                Optional<Long> id =
                        Optional.of(told.get())
                                .filter(one -> one.kind().equals("event"))
                                .map(one -> Long.valueOf(one.id()));
                if (id.isPresent() && id.get() > seen) {
                    seen = id.get();
                    print(printer, told.get().data());
                }
            }
        } catch (IOException _) {
            // Cut off: what was seen counts, the rest is asked for again.
        }
        return seen;
    }

    private static void print(Printer printer, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        MigrationEvent event = Wire.decode(bytes, MigrationEvent.class);
        if (printer.structured()) {
            printer.line(event);
        } else {
            printer.out().println(Events.line(event));
        }
    }
}
