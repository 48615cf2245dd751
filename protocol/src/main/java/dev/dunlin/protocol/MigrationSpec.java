package dev.dunlin.protocol;

import java.util.List;

/**
 * What a user asked for. {@code sourcePool} and {@code targetPool} name the workers that may reach
 * the two servers.
 */
public record MigrationSpec(
        MigrationName name,
        MigrationMode mode,
        MigrationOption option,
        Endpoint source,
        Endpoint target,
        List<DatabasePair> databases,
        TablePatterns patterns,
        MigrationSettings settings,
        String sourcePool,
        String targetPool) {

    public MigrationSpec {
        databases = List.copyOf(databases);
        if (databases.isEmpty()) {
            throw new IllegalArgumentException("migration " + name + " names no database");
        }
        if (databases.stream().map(DatabasePair::source).distinct().count() != databases.size()) {
            throw new IllegalArgumentException("migration " + name + " names a database twice");
        }
    }

    /** Address of a source database. */
    public DatabaseAddress sourceOf(String database) {
        return new DatabaseAddress(source, database);
    }

    /** Address of the target database that receives the given source database. */
    public DatabaseAddress targetOf(String database) {
        return databases.stream()
                .filter(pair -> pair.source().equals(database))
                .map(pair -> new DatabaseAddress(target, pair.target()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no database " + database));
    }
}
