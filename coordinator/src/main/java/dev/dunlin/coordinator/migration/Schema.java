package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.Otherwise;
import dev.dunlin.protocol.TableName;
import java.util.List;
import java.util.Map;

/**
 * What is known of a database's schema.
 *
 * @param archive where the dump lies, one of no records before it is taken
 * @param fingerprint of the schema that was restored; a later snapshot must have the same
 * @param attempt the run of the planning whose tables are arriving
 * @param arrived tables that arrived from it
 * @param views materialized views to fill, in order
 * @param stageItems items of each stage that belong to no planned table
 * @param skipped tables that were left out on request
 */
public record Schema(
        ArchiveRef archive,
        String fingerprint,
        String attempt,
        int arrived,
        int tables,
        long largeObjects,
        List<TableName> views,
        Map<ItemStage, Integer> stageItems,
        @Otherwise("[]") List<TableName> skipped) {

    public Schema {
        skipped = List.copyOf(skipped);
    }

    static final Schema NONE =
            new Schema(
                    new ArchiveRef("", 0, 0, "", 0, 0, ""),
                    "",
                    "",
                    0,
                    0,
                    0,
                    List.of(),
                    Map.of(),
                    List.of());

    /** Whether the schema was dumped. */
    public boolean known() {
        return archive.records() > 0;
    }

    /** The archive, once dumped. */
    public ArchiveRef dumped() {
        if (!known()) {
            throw new IllegalStateException("no schema archive yet");
        }
        return archive;
    }

    Schema arriving(String from, int count) {
        return new Schema(
                archive,
                fingerprint,
                from,
                count,
                tables,
                largeObjects,
                views,
                stageItems,
                skipped);
    }

    Schema skipping(TableName table) {
        return new Schema(
                archive,
                fingerprint,
                attempt,
                arrived,
                tables,
                largeObjects,
                views,
                stageItems,
                Evolution.append(skipped, table));
    }
}
