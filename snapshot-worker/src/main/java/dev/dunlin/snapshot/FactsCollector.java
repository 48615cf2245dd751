package dev.dunlin.snapshot;

import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.ServerFacts.DatabaseFacts;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.check.ComparedParameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what the target's side needs to know of a source while it is looked at. */
final class FactsCollector {

    private final List<DatabaseFacts> databases = new ArrayList<>();
    private final SortedMap<String, RoleFacts> roles = new TreeMap<>();
    private SortedMap<String, String> parameters = new TreeMap<>();
    private int version;

    boolean serverSeen() {
        return version != 0;
    }

    /** What is the same in every database. */
    void server(Connection connection, int serverVersion) throws SQLException {
        parameters = CatalogQueries.pairs(connection, "parameters", ComparedParameter.names());
        version = serverVersion;
    }

    void database(Connection connection, String database, TablePatterns patterns)
            throws SQLException {
        DatabaseFacts facts = FactsQuery.of(connection, database, patterns);
        databases.add(facts);
        Set<String> names = new TreeSet<>(facts.owners());
        names.addAll(facts.grantees());
        facts.further().settings().forEach(setting -> names.add(setting.role()));
        facts.further().grants().forEach(grant -> names.add(grant.grantee()));
        names.addAll(roles.keySet());
        roles(connection, names);
    }

    /** Of all databases so far, so that memberships between their roles are seen. */
    private void roles(Connection connection, Set<String> names) throws SQLException {
        try (PreparedStatement statement = CatalogQueries.of(connection, "roles", names);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String name = row.getString("name");
                roles.put(
                        name,
                        new RoleFacts(
                                name,
                                row.getBoolean("login"),
                                row.getBoolean("inherit"),
                                List.of((String[]) row.getArray("leaders").getArray()),
                                List.of((String[]) row.getArray("withheld").getArray())));
            }
        }
    }

    ServerFacts collected() {
        return new ServerFacts(version, parameters, List.copyOf(roles.values()), databases);
    }
}
