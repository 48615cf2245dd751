package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import java.util.Map;
import java.util.Optional;

/** What was last said about migrations and their tables, at one moment. */
public record StatusView(
        Map<MigrationName, MigrationStatus> migrations,
        Map<MigrationName, Map<TableId, TableStatus>> tables) {

    public StatusView {
        migrations = Map.copyOf(migrations);
        tables = Map.copyOf(tables);
    }

    /** The status of one migration, empty when nobody knows it. */
    public Optional<MigrationStatus> migration(MigrationName name) {
        return Optional.ofNullable(migrations.get(name));
    }

    /** The tables of one migration. */
    public Map<TableId, TableStatus> tables(MigrationName name) {
        return tables.getOrDefault(name, Map.of());
    }
}
