package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a user asked for.
 *
 * @param sourceType what kind of server the source is, as the seeds of the field spell it ({@code
 *     OnPremises}, {@code AWS_RDS} …); shown to people, decides nothing
 * @param sourcePool the workers that may reach the source
 * @param targetPool the workers that may reach the target
 */
public record MigrationSpec(
        MigrationName name,
        MigrationMode mode,
        MigrationOption option,
        String sourceType,
        Endpoint source,
        Endpoint target,
        List<DatabasePair> databases,
        TablePatterns patterns,
        MigrationSettings settings,
        String sourcePool,
        String targetPool) {

    /** The source type of who named none. */
    public static final String ON_PREMISES = "OnPremises";

    public MigrationSpec {
        databases = List.copyOf(databases);
        if (databases.isEmpty()) {
            throw new IllegalArgumentException("migration " + name + " names no database");
        }
        if (databases.stream().map(DatabasePair::source).distinct().count() != databases.size()) {
            throw new IllegalArgumentException("migration " + name + " names a database twice");
        }
        if (name.isPart() && databases.size() > 1) {
            throw new IllegalArgumentException("part " + name + " has more than one database");
        }
    }

    /** Whether it is carried out as one part for each database. */
    @JsonIgnore
    public boolean isWhole() {
        return databases.size() > 1;
    }

    /** What is asked of the part of this name: its one database, and nothing else changed. */
    public MigrationSpec partOf(MigrationName part) {
        List<DatabasePair> own =
                databases.stream().filter(pair -> name.of(pair.source()).equals(part)).toList();
        return copy(part, option, source, target, own);
    }

    /** The same with another option. */
    public MigrationSpec with(MigrationOption other) {
        return copy(name, other, source, target, databases);
    }

    /** The same servers, reached in another way. */
    public MigrationSpec with(Endpoint otherSource, Endpoint otherTarget) {
        return copy(name, option, otherSource, otherTarget, databases);
    }

    private MigrationSpec copy(
            MigrationName newName,
            MigrationOption newOption,
            Endpoint newSource,
            Endpoint newTarget,
            List<DatabasePair> newDatabases) {
        return new MigrationSpec(
                newName,
                mode,
                newOption,
                sourceType,
                newSource,
                newTarget,
                newDatabases,
                patterns,
                settings,
                sourcePool,
                targetPool);
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
