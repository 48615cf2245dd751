package dev.dunlin.app.show;

import dev.dunlin.app.show.Listing.Column;
import dev.dunlin.coordinator.leftovers.FoundLeftover;
import java.util.List;

/** Leftovers as a table. */
public final class Left {

    private Left() {}

    /** What each is, where it is, why it is taken for a leftover, and what keeps it. */
    public static Listing<FoundLeftover> listing(Style style) {
        return new Listing<>(
                FoundLeftover::id,
                List.of(
                        Column.left("KIND", FoundLeftover::kind),
                        Column.left("SERVER", FoundLeftover::server),
                        Column.left("DATABASE", FoundLeftover::database),
                        Column.left("NAME", FoundLeftover::name),
                        Column.<FoundLeftover>left("MIGRATION", FoundLeftover::migration)
                                .onlyWide(),
                        Column.right(
                                "SIZE", left -> left.bytes() == 0 ? "" : Units.bytes(left.bytes())),
                        Column.<FoundLeftover>left("SINCE", FoundLeftover::since).onlyWide(),
                        Column.left("WHY", FoundLeftover::why),
                        Column.<FoundLeftover>left("KEPT", FoundLeftover::guard)
                                .painted(_ -> style::warning)));
    }
}
