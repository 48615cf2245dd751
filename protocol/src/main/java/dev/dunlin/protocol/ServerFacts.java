package dev.dunlin.protocol;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the source worker found out that the target's validation needs.
 *
 * @param version server_version_num
 */
public record ServerFacts(int version, List<DatabaseFacts> databases) {

    /** Nothing known yet. */
    public static final ServerFacts UNKNOWN = new ServerFacts(0, List.of());

    public ServerFacts {
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
            List<TableName> collations) {

        public DatabaseFacts {
            extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
            owners = List.copyOf(owners);
            grantees = List.copyOf(grantees);
            collations = List.copyOf(collations);
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
