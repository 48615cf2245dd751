package dev.dunlin.snapshot;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a database needs so that all of it can be read, and what of it does not move. */
final class DatabaseChecks {

    private final Connection connection;
    private final String database;
    private final MovingRelations relations;

    DatabaseChecks(Connection connection, String database, TablePatterns patterns)
            throws SQLException {
        this.connection = connection;
        this.database = database;
        this.relations = MovingRelations.load(connection, patterns);
    }

    void run(Checklist findings) throws SQLException {
        Map<String, List<String>> concerned = concerned();
        List<String> denied = new ArrayList<>(deniedSchemas());
        denied.addAll(concerned.getOrDefault("denied", List.of()));
        findings.add(
                SourceCheck.PRIVILEGE,
                database,
                Concerned.of(
                        denied,
                        Severity.FAILED,
                        "schemas, tables and sequences that the source user may not read",
                        "GRANT USAGE ON SCHEMA … and GRANT SELECT ON … to the user, or"
                                + " GRANT pg_read_all_data (14 and later)."));
        tables(findings, concerned);
        findings.add(
                SourceCheck.PATTERNS,
                database,
                Concerned.of(
                        relations.unmatchedPatterns(),
                        Severity.WARNING,
                        "patterns that match no table",
                        "Correct the patterns; names match exactly, upper and lower case"
                                + " count."));
        findings.add(
                SourceCheck.LARGE_OBJECTS,
                database,
                Result.good(
                        CatalogQueries.number(connection, "large-objects")
                                + " large objects move"));
        findings.add(SourceCheck.LOCKS, database, locks());
        new CatalogChecks(connection, database, relations).run(findings);
    }

    private void tables(Checklist findings, Map<String, List<String>> concerned) {
        findings.add(
                SourceCheck.RLS,
                database,
                Concerned.of(
                        concerned.getOrDefault("hidden", List.of()),
                        Severity.FAILED,
                        "tables whose row-level security would hide rows from the user",
                        "Connect as a role with BYPASSRLS, or as the tables' owner where"
                                + " security is not forced."));
        findings.add(
                SourceCheck.OIDS,
                database,
                Concerned.of(
                        concerned.getOrDefault("oids", List.of()),
                        Severity.FAILED,
                        "tables declared WITH OIDS, which no supported target has",
                        "ALTER TABLE … SET WITHOUT OIDS, after moving the oid into a"
                                + " column of its own if anything uses it."));
        findings.add(
                SourceCheck.FOREIGN_TABLES,
                database,
                Concerned.of(
                        concerned.getOrDefault("foreign", List.of()),
                        Severity.WARNING,
                        "tables whose definitions move but whose rows stay where they are",
                        "Check that the target can reach the foreign servers."));
        findings.add(
                SourceCheck.KEYLESS,
                database,
                Concerned.of(
                        concerned.getOrDefault("keyless", List.of()),
                        Severity.SUCCEEDED,
                        "tables without a primary key",
                        ""));
    }

    /** The schema is dumped in one transaction that locks every table. */
    private Result locks() throws SQLException {
        long slots = CatalogQueries.number(connection, "lock-slots");
        int tables = relations.moving(Relation::isTable).size();
        return Result.of(
                        tables < slots,
                        Severity.FAILED,
                        "%d tables are locked at once, %d locks fit".formatted(tables, slots),
                        "ALTER SYSTEM SET max_locks_per_transaction = "
                                + Math.max(64, Integer.highestOneBit(tables) / 16)
                                + "; then restart the server.")
                .seenBy("max_locks_per_transaction x (max_connections + prepared) = " + slots);
    }

    /** Names of relations by what is to be said about them. */
    private Map<String, List<String>> concerned() throws SQLException {
        Long[] oids =
                relations.moving(relation -> !relation.extensionMember()).stream()
                        .map(Relation::oid)
                        .toArray(Long[]::new);
        Map<String, List<String>> concerned = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(CatalogQueries.text("relation-troubles"))) {
            statement.setArray(1, connection.createArrayOf("int8", oids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    concerned
                            .computeIfAbsent(rows.getString("trouble"), _ -> new ArrayList<>())
                            .add(
                                    new TableName(rows.getString("schema"), rows.getString("name"))
                                            .quoted());
                }
            }
        }
        return concerned;
    }

    private List<String> deniedSchemas() throws SQLException {
        List<String> denied = new ArrayList<>();
        for (String schema : CatalogQueries.names(connection, "denied-schemas")) {
            if (relations.movingSchemas().contains(schema)) {
                denied.add("schema " + TableName.quote(schema));
            }
        }
        return denied;
    }
}
