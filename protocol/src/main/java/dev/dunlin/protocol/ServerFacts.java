package dev.dunlin.protocol;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the source worker found out that the target's validation needs.
 *
 * @param version server_version_num
 * @param parameters server parameters that are compared, by name, as {@code pg_settings} shows them
 * @param roles those that own something that moves or are granted something, leaders first
 */
public record ServerFacts(
        int version,
        SortedMap<String, String> parameters,
        List<RoleFacts> roles,
        List<DatabaseFacts> databases) {

    /** Nothing known yet. */
    public static final ServerFacts UNKNOWN =
            new ServerFacts(0, new TreeMap<>(), List.of(), List.of());

    public ServerFacts {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        roles = List.copyOf(roles);
        databases = List.copyOf(databases);
    }

    /**
     * One database.
     *
     * @param localeProvider {@code libc}, {@code icu} or {@code builtin}
     * @param locale the provider's own locale where it has one (ICU, builtin), else empty
     * @param extensions name to version
     * @param owners roles that own something that moves
     * @param grantees roles that are granted something that moves
     * @param collations collations other than the default that columns, domains or indexes use
     * @param further what only some checks and the end of the migration need
     */
    public record DatabaseFacts(
            String name,
            String encoding,
            String collate,
            String ctype,
            String localeProvider,
            String locale,
            long bytes,
            SortedMap<String, String> extensions,
            List<String> owners,
            List<String> grantees,
            List<TableName> collations,
            Further further) {

        public DatabaseFacts {
            extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
            owners = List.copyOf(owners);
            grantees = List.copyOf(grantees);
            collations = List.copyOf(collations);
        }
    }

    /**
     * More of one database.
     *
     * @param powers objects that only a superuser can make
     * @param collationVersions versions of the libraries that sort here, by provider
     * @param settings those of the database, also for single roles
     * @param grants privileges on the database itself, but its owner's
     */
    public record Further(
            List<String> powers,
            SortedMap<String, String> collationVersions,
            List<DatabaseSetting> settings,
            List<DatabaseGrant> grants) {

        public static final Further NONE =
                new Further(List.of(), new TreeMap<>(), List.of(), List.of());

        public Further {
            powers = List.copyOf(powers);
            collationVersions = Collections.unmodifiableSortedMap(new TreeMap<>(collationVersions));
            settings = List.copyOf(settings);
            grants = List.copyOf(grants);
        }
    }

    /** Facts of one database. */
    public DatabaseFacts of(String database) {
        return databases.stream()
                .filter(facts -> facts.name().equals(database))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no facts of " + database));
    }
}
