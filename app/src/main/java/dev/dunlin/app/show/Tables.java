package dev.dunlin.app.show;

import dev.dunlin.app.show.Listing.Column;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Tables of a migration as a table. */
public final class Tables {

    private Tables() {}

    /** What each is, how far it is, and what its copy took. */
    public static Listing<TableStatus> listing(Style style) {
        return new Listing<>(
                Tables::name,
                List.of(
                        Column.left("DATABASE", table -> table.table().database()),
                        Column.left("TABLE", table -> table.name().toString()),
                        Column.<TableStatus>left("PHASE", table -> table.phase().label())
                                .painted(table -> colour(table.phase(), style)),
                        Column.right("CHUNKS", t -> t.chunksLoaded() + "/" + t.chunks()),
                        Column.right("ROWS", table -> Units.count(table.rows())),
                        Column.right("BYTES", table -> Units.bytes(table.bytes())),
                        Column.<TableStatus>right("PLANNED", t -> Units.bytes(t.plannedBytes()))
                                .onlyWide(),
                        Column.right("COPY", table -> time(table.copyMillis())),
                        Column.right("INDEX", table -> time(table.indexMillis())),
                        Column.<TableStatus>right("KEPT", t -> Integer.toString(t.chunksKept()))
                                .onlyWide(),
                        Column.<TableStatus>left("KEY", t -> t.keyless() ? "none" : "yes")
                                .onlyWide(),
                        Column.left("NOTE", Tables::note)));
    }

    private static String name(TableStatus table) {
        return table.table().database() + "/" + table.name();
    }

    private static String time(long millis) {
        return millis <= 0 ? "" : Units.duration(Duration.ofMillis(millis));
    }

    private static String note(TableStatus table) {
        return table.differences().isEmpty()
                ? table.note()
                : table.differences().size() + " differences";
    }

    private static UnaryOperator<String> colour(TablePhase phase, Style style) {
        return switch (phase) {
            case VERIFIED -> style::good;
            case DIFFERENT -> style::bad;
            case SKIPPED, RESETTING -> style::warning;
            default -> UnaryOperator.identity();
        };
    }

    /** Phases by which lists are filtered, as people type them. */
    public static List<String> phases() {
        return List.of(TablePhase.values()).stream().map(TablePhase::label).toList();
    }
}
