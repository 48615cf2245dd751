package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was last said about migrations, at one moment. Tables and readiness of parts are filed under
 * their whole, too.
 *
 * @param readiness by migration and database; only of migrations that follow their source now
 * @param positions the last one of each kind and database, likewise
 */
public record StatusView(
        Map<MigrationName, MigrationStatus> migrations,
        Map<MigrationName, Map<TableId, TableStatus>> tables,
        Map<MigrationName, Map<String, Readiness>> readiness,
        Map<MigrationName, List<Position>> positions) {

    public StatusView {
        migrations = Map.copyOf(migrations);
        tables = Map.copyOf(tables);
        readiness = Map.copyOf(readiness);
        positions = Map.copyOf(positions);
    }

    /** Where no positions are heard. */
    public StatusView(
            Map<MigrationName, MigrationStatus> migrations,
            Map<MigrationName, Map<TableId, TableStatus>> tables,
            Map<MigrationName, Map<String, Readiness>> readiness) {
        this(migrations, tables, readiness, Map.of());
    }

    /** The status of one migration, empty when nobody knows it. */
    public Optional<MigrationStatus> migration(MigrationName name) {
        return Optional.ofNullable(migrations.get(name));
    }

    /** How far the databases of one migration follow their sources. */
    public Map<String, Readiness> readiness(MigrationName name) {
        return readiness.getOrDefault(name, Map.of());
    }

    /** The last position of a kind that was told of a database; empty for never. */
    public <T extends Position> Optional<T> position(
            MigrationName name, String database, Class<T> kind) {
        return positions.getOrDefault(name, List.of()).stream()
                .filter(position -> position.database().equals(database))
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** The tables of one migration. */
    public Map<TableId, TableStatus> tables(MigrationName name) {
        return tables.getOrDefault(name, Map.of());
    }
}
