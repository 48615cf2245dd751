package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.TableName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gives every entry of an archive its place; see {@link ArchivePlan}. */
final class ArchiveSorter {

    /** Runs code of the source on later DDL, so it comes last in REST. */
    private static final String EVENT_TRIGGER = "EVENT TRIGGER";

    private final ArchiveScript script;
    private final List<ArchiveEntry> preData = new ArrayList<>();
    private final Map<TableName, Long> tableOids = new HashMap<>();
    private final Map<Long, Map<ItemStage, List<SchemaItem>>> items = new TreeMap<>();
    private final Map<ItemStage, List<ArchiveEntry>> stages = new EnumMap<>(ItemStage.class);
    private final Map<Integer, List<ArchiveEntry>> followers = new HashMap<>();
    private final List<ArchiveEntry> skipped = new ArrayList<>();
    private final List<TableName> views = new ArrayList<>();

    /** Post-data entries that may be followed. */
    private final Set<Integer> postData = new HashSet<>();

    /** Entries of the REST stage and what hangs on them. */
    private final Set<Integer> late = new HashSet<>();

    private final Set<Integer> eventTriggers = new HashSet<>();
    private final Set<Integer> skippedIds = new HashSet<>();

    ArchiveSorter(ArchiveScript script) {
        this.script = script;
    }

    ArchivePlan sort() {
        for (ArchiveEntry entry : script.entries()) {
            noteRelation(entry);
        }
        List<ArchiveEntry> last = new ArrayList<>();
        for (ArchiveEntry entry : script.entries()) {
            if (isAboutEventTrigger(entry)) {
                last.add(entry);
            } else {
                place(entry);
            }
        }
        last.forEach(entry -> addToStage(ItemStage.REST, entry));
        TreeMap<Long, TableItems> tables = new TreeMap<>();
        items.forEach((oid, byStage) -> tables.put(oid, tableItems(oid, byStage)));
        return new ArchivePlan(preData, tables, stages, followers, skipped, views);
    }

    private void noteRelation(ArchiveEntry entry) {
        if (entry.kind().equals("TABLE")) {
            relation(entry).ifPresent(name -> tableOids.put(name, entry.oid()));
            items.put(entry.oid(), new EnumMap<>(ItemStage.class));
        } else if (entry.kind().equals("MATERIALIZED VIEW")) {
            relation(entry).ifPresent(views::add);
        }
    }

    private void place(ArchiveEntry entry) {
        switch (entry.kind()) {
            case "ACL", "DEFAULT ACL" -> addToStage(ItemStage.GRANTS, entry);
            case "PUBLICATION",
                    "PUBLICATION TABLE",
                    "PUBLICATION TABLES IN SCHEMA",
                    "SUBSCRIPTION",
                    "SUBSCRIPTION TABLE" ->
                    skip(entry);
            case "COMMENT", "SECURITY LABEL" -> placeFollower(entry);
            default -> {
                if (script.inPreData(entry)) {
                    preData.add(entry);
                } else {
                    placePostData(entry);
                }
            }
        }
    }

    private void skip(ArchiveEntry entry) {
        skipped.add(entry);
        skippedIds.add(entry.dumpId());
    }

    /** Comments and labels go where the entry goes that they are about: their first dependency. */
    private void placeFollower(ArchiveEntry entry) {
        int about = firstDependency(entry);
        if (skippedIds.contains(about)) {
            skip(entry);
        } else if (postData.contains(about)) {
            followers.computeIfAbsent(about, _ -> new ArrayList<>()).add(entry);
        } else if (script.inPreData(entry)) {
            preData.add(entry);
        } else {
            addToStage(ItemStage.REST, entry);
        }
    }

    private void placePostData(ArchiveEntry entry) {
        postData.add(entry.dumpId());
        ItemStage stage = stageOf(entry);
        Optional<Long> table = tableOf(stage, entry);
        if (stage == ItemStage.REST || entry.dependencies().stream().anyMatch(late::contains)) {
            late.add(entry.dumpId());
            addToStage(ItemStage.REST, entry);
        } else if (table.isPresent()) {
            items.computeIfAbsent(table.get(), _ -> new EnumMap<>(ItemStage.class))
                    .computeIfAbsent(stage, _ -> new ArrayList<>())
                    .add(entry.item());
        } else {
            addToStage(stage == ItemStage.INDEXES ? ItemStage.REST : stage, entry);
        }
    }

    private static ItemStage stageOf(ArchiveEntry entry) {
        return switch (entry.kind()) {
            case "CONSTRAINT" -> ItemStage.KEYS;
            case "INDEX", "STATISTICS" -> ItemStage.INDEXES;
            case "INDEX ATTACH" -> ItemStage.ATTACH;
            case "FK CONSTRAINT" -> ItemStage.FOREIGN_KEYS;
            default -> ItemStage.REST;
        };
    }

    private Optional<Long> tableOf(ItemStage stage, ArchiveEntry entry) {
        return switch (stage) {
            case KEYS, INDEXES, FOREIGN_KEYS ->
                    relation(entry).flatMap(name -> Optional.ofNullable(tableOids.get(name)));
            case ATTACH, REST, GRANTS -> Optional.empty();
        };
    }

    private Optional<TableName> relation(ArchiveEntry entry) {
        return SqlNames.relationOf(entry.kind(), script.sql(entry));
    }

    private void addToStage(ItemStage stage, ArchiveEntry entry) {
        stages.computeIfAbsent(stage, _ -> new ArrayList<>()).add(entry);
    }

    private boolean isAboutEventTrigger(ArchiveEntry entry) {
        if (entry.kind().equals(EVENT_TRIGGER)) {
            eventTriggers.add(entry.dumpId());
            return true;
        }
        return eventTriggers.contains(firstDependency(entry));
    }

    private static int firstDependency(ArchiveEntry entry) {
        return entry.dependencies().isEmpty() ? -1 : entry.dependencies().getFirst();
    }

    private static TableItems tableItems(long oid, Map<ItemStage, List<SchemaItem>> byStage) {
        return new TableItems(
                oid,
                byStage.getOrDefault(ItemStage.KEYS, List.of()),
                byStage.getOrDefault(ItemStage.INDEXES, List.of()),
                byStage.getOrDefault(ItemStage.FOREIGN_KEYS, List.of()));
    }
}
