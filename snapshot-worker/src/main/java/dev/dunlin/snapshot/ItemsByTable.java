package dev.dunlin.snapshot;

import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.postgres.archive.ArchiveEntry;
import dev.dunlin.postgres.archive.ArchiveScript;
import dev.dunlin.postgres.archive.TableItems;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.SourceTask.PlanTables;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The archive's items for each planned table. Foreign keys to tables that stay behind are left out
 * and named; a table that only one of plan and archive knows stops the migration.
 */
final class ItemsByTable {

    private final Map<Long, TableItems> items;
    private final PlanTables task;
    private final Set<Integer> leftOut = new HashSet<>();
    private final List<String> leftOutNames = new ArrayList<>();

    /**
     * Items of an archive.
     *
     * @param lostKeys oid of each foreign key whose referenced table stays, and that table
     */
    ItemsByTable(ArchiveScript script, PlanTables task, Map<Long, TableName> lostKeys) {
        this.items = script.plan().tables();
        this.task = task;
        for (ArchiveEntry entry : script.entries()) {
            TableName referenced = lostKeys.get(entry.oid());
            if (entry.kind().equals("FK CONSTRAINT") && referenced != null) {
                leftOut.add(entry.dumpId());
                leftOutNames.add(entry.label() + " (references " + referenced.quoted() + ")");
            }
        }
    }

    /** Foreign keys of moving tables to tables that stay: constraint oid to referenced table. */
    static Map<Long, TableName> lostForeignKeys(Connection connection, MovingRelations relations)
            throws SQLException {
        Map<Long, TableName> lost = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CatalogQueries.text("foreign-keys"))) {
            while (rows.next()) {
                if (relations.moves(rows.getLong("table_oid"))
                        && !relations.moves(rows.getLong("referenced_oid"))) {
                    lost.put(
                            rows.getLong("oid"),
                            new TableName(
                                    rows.getString("referenced_schema"),
                                    rows.getString("referenced_name")));
                }
            }
        }
        return lost;
    }

    /** What is built on the table. */
    TableItems of(SourceTable table) {
        TableItems found = items.get(table.oid());
        if (found == null) {
            return new TableItems(table.oid(), List.of(), List.of(), List.of());
        }
        List<SchemaItem> kept =
                found.foreignKeys().stream()
                        .filter(key -> !leftOut.contains(key.dumpId()))
                        .toList();
        return new TableItems(table.oid(), found.keys(), found.indexes(), kept);
    }

    /** Requires that plan and archive speak of the same tables. */
    void requireSame(List<SourceTable> tables) {
        Set<Long> planned = new HashSet<>();
        Set<String> differing = new TreeSet<>();
        for (SourceTable table : tables) {
            planned.add(table.oid());
            if (!table.extension() && !items.containsKey(table.oid())) {
                differing.add(table.name().quoted());
            }
        }
        items.keySet().stream()
                .filter(oid -> !planned.contains(oid))
                .forEach(oid -> differing.add("oid " + oid));
        if (!differing.isEmpty()) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-SRC-SCHEMA-CHANGED",
                            FailureKind.SOURCE,
                            "the schema archive and the snapshot of "
                                    + task.source()
                                    + " differ in tables: "
                                    + TextLimits.some(List.copyOf(differing)),
                            "Let nobody change the schema of the source, then resume."));
        }
    }

    /** What was left out. */
    List<Finding> warnings() {
        return leftOutNames.isEmpty()
                ? List.of()
                : List.of(
                        Finding.warning(
                                "DUN-SRC-FOREIGN-KEYS-STAY",
                                task.source().database(),
                                "Foreign keys to tables that stay",
                                "left out because the referenced table does not move: "
                                        + TextLimits.some(leftOutNames),
                                "Include the referenced tables, or accept the loss."));
    }
}
