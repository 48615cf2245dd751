package dev.dunlin.app.show;

import dev.dunlin.app.show.Listing.Column;
import dev.dunlin.protocol.MigrationEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What happened, as a table: every line can also stand alone. */
public final class Events {

    private Events() {}

    /** When, what, about what, and more. */
    public static Listing<MigrationEvent> listing() {
        return new Listing<>(
                MigrationEvent::kind,
                List.of(
                        Column.left("TIME", event -> second(event.at())),
                        Column.left("MIGRATION", event -> event.migration().value()),
                        Column.left("EVENT", MigrationEvent::kind),
                        Column.left("ABOUT", MigrationEvent::subject),
                        Column.left("DETAIL", MigrationEvent::detail)));
    }

    /** One event that comes alone. */
    public static String line(MigrationEvent event) {
        String text =
                second(event.at())
                        + "  "
                        + event.migration()
                        + "  "
                        + event.kind()
                        + (event.subject().isEmpty() ? "" : "  " + event.subject())
                        + (event.detail().isEmpty() ? "" : "  " + event.detail());
        return Text.safe(text);
    }

    private static String second(String moment) {
        return Instant.parse(moment).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
