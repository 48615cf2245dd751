package dev.dunlin.snapshot;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes every {@link CatalogCheck} in one database. */
final class CatalogChecks {

    private static final int STATEMENTS = 10;

    private final Connection connection;
    private final String database;
    private final MovingRelations relations;

    CatalogChecks(Connection connection, String database, MovingRelations relations) {
        this.connection = connection;
        this.database = database;
        this.relations = relations;
    }

    void run(Checklist findings) throws SQLException {
        for (CatalogCheck check : CatalogCheck.values()) {
            findings.add(check, database, look(check));
        }
    }

    private Result look(CatalogCheck check) throws SQLException {
        List<String> objects = new ArrayList<>();
        List<String> fixes = new ArrayList<>();
        Long[] oids =
                relations.moving(relation -> !relation.extensionMember()).stream()
                        .map(Relation::oid)
                        .toArray(Long[]::new);
        String[] schemas = relations.movingSchemas().toArray(String[]::new);
        try (PreparedStatement statement =
                connection.prepareStatement(CatalogQueries.text(check.query()))) {
            statement.setArray(1, connection.createArrayOf("int8", oids));
            statement.setArray(2, connection.createArrayOf("text", schemas));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    objects.add(rows.getString("object"));
                    fixes.add(rows.getString("fix"));
                }
            }
        }
        fixes.removeIf(String::isEmpty);
        String fix =
                fixes.isEmpty()
                        ? check.description().remedy()
                        : String.join(" ", fixes.subList(0, Math.min(STATEMENTS, fixes.size())));
        return Concerned.of(objects, check.description().worst(), check.what(), fix);
    }
}
