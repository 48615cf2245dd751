package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.TableName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What of an archive is restored when. Every entry has exactly one place: pre-data, an item of a
 * table, a stage, a follower of one of these, or it is skipped by name.
 *
 * @param preData restored before rows are loaded, in order; without privileges
 * @param tables items of every table of the archive, partitioned ones too, by the table's oid on
 *     the source; a table without items is there with empty lists
 * @param stages entries that belong to no table of the archive, by stage, in order
 * @param followers comments and security labels of post-data entries, by the number of the entry
 *     they are about; restored together with it
 * @param skipped entries that are not restored: publications and subscriptions
 * @param materializedViews all of them, each behind those it reads; which of them hold rows on the
 *     source only its catalog knows
 */
public record ArchivePlan(
        List<ArchiveEntry> preData,
        SortedMap<Long, TableItems> tables,
        Map<ItemStage, List<ArchiveEntry>> stages,
        Map<Integer, List<ArchiveEntry>> followers,
        List<ArchiveEntry> skipped,
        List<TableName> materializedViews) {

    static ArchivePlan of(ArchiveScript script) {
        return new ArchiveSorter(script).sort();
    }

    /** Entries of a stage in order. */
    public List<ArchiveEntry> stage(ItemStage stage) {
        return stages.getOrDefault(stage, List.of());
    }

    /** Comments and labels restored together with an entry. */
    public List<ArchiveEntry> followersOf(int dumpId) {
        return followers.getOrDefault(dumpId, List.of());
    }

    /** How many entries each stage holds; stages without one are left out. */
    public Map<ItemStage, Integer> stageSizes() {
        Map<ItemStage, Integer> sizes = new EnumMap<>(ItemStage.class);
        stages.forEach(
                (stage, entries) -> {
                    if (!entries.isEmpty()) {
                        sizes.put(stage, entries.size());
                    }
                });
        return sizes;
    }
}
