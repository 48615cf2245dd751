package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import java.util.Map;
import java.util.Optional;

/**
 * What was last said about migrations, at one moment. Tables and readiness of parts are filed under
 * their whole, too.
 *
 * @param readiness by migration and database; only of migrations that follow their source now
 */
public record StatusView(
        Map<MigrationName, MigrationStatus> migrations,
        Map<MigrationName, Map<TableId, TableStatus>> tables,
        Map<MigrationName, Map<String, Readiness>> readiness) {

    public StatusView {
        migrations = Map.copyOf(migrations);
        tables = Map.copyOf(tables);
        readiness = Map.copyOf(readiness);
    }

    /** The status of one migration, empty when nobody knows it. */
    public Optional<MigrationStatus> migration(MigrationName name) {
        return Optional.ofNullable(migrations.get(name));
    }

    /** How far the databases of one migration follow their sources. */
    public Map<String, Readiness> readiness(MigrationName name) {
        return readiness.getOrDefault(name, Map.of());
    }

    /** The tables of one migration. */
    public Map<TableId, TableStatus> tables(MigrationName name) {
        return tables.getOrDefault(name, Map.of());
    }
}
