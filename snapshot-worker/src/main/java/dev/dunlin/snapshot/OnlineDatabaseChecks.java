package dev.dunlin.snapshot;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
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
import java.util.Optional;
import java.util.stream.Collectors;

/** What a database needs so that the changes of its tables can be followed. */
final class OnlineDatabaseChecks {

    private static final int STATEMENTS = 10;

    private final Connection connection;
    private final MigrationSpec spec;
    private final String database;
    private final String installation;
    private final MovingRelations relations;
    private final Checklist findings;

    /**
     * Checks of one database.
     *
     * @param installation the one that asks
     */
    OnlineDatabaseChecks(
            Connection connection,
            MigrationSpec spec,
            String database,
            String installation,
            Checklist findings)
            throws SQLException {
        this.installation = installation;
        this.findings = findings;
        this.connection = connection;
        this.spec = spec;
        this.database = database;
        this.relations = MovingRelations.load(connection, spec.patterns());
    }

    void run() throws SQLException {
        own();
        Troubles troubles = troubles();
        ownership(troubles);
        identities(troubles);
        shapes(troubles);
        largeObjects();
    }

    /** Relations by what stands against following them. */
    private record Troubles(Map<String, List<Trouble>> byKind) {

        List<Trouble> of(String kind) {
            return byKind.getOrDefault(kind, List.of());
        }

        List<String> texts(String kind) {
            return of(kind).stream().map(Trouble::text).toList();
        }
    }

    private record Trouble(TableName table, String detail) {

        String text() {
            return detail.isEmpty() ? table.quoted() : table.quoted() + " (" + detail + ")";
        }
    }

    private Troubles troubles() throws SQLException {
        Long[] oids =
                relations
                        .moving(relation -> relation.isTable() && !relation.extensionMember())
                        .stream()
                        .map(Relation::oid)
                        .toArray(Long[]::new);
        Map<String, List<Trouble>> found = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(CatalogQueries.text("online-troubles"))) {
            statement.setArray(1, connection.createArrayOf("int8", oids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    TableName table =
                            new TableName(rows.getString("schema"), rows.getString("name"));
                    found.computeIfAbsent(rows.getString("trouble"), _ -> new ArrayList<>())
                            .add(new Trouble(table, rows.getString("detail")));
                }
            }
        }
        return new Troubles(found);
    }

    /** The right to make a publication, and what an earlier run has left. */
    private void own() throws SQLException {
        CaptureNames names = CaptureNames.of(spec.name(), database);
        try (PreparedStatement statement =
                connection.prepareStatement(CatalogQueries.text("online-database"))) {
            statement.setString(1, names.slot());
            statement.setString(2, names.publication());
            statement.setString(3, names.publication());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                boolean mayCreate = row.getBoolean("may_create");
                findings.add(
                        OnlineCheck.CREATE,
                        database,
                        Result.of(
                                mayCreate,
                                Severity.FAILED,
                                "user %s may %screate a publication"
                                        .formatted(spec.source().user(), mayCreate ? "" : "not "),
                                "GRANT CREATE ON DATABASE "
                                        + TableName.quote(database)
                                        + " TO "
                                        + TableName.quote(spec.source().user())));
                Optional<CaptureMark> other =
                        Optional.ofNullable(row.getString("mark"))
                                .flatMap(CaptureMark::read)
                                .filter(mark -> !mark.installation().equals(installation));
                about(
                        OnlineCheck.INSTALLATION,
                        other
                                .map(
                                        mark ->
                                                names.slot()
                                                        + " of installation "
                                                        + mark.installation())
                                .stream()
                                .toList(),
                        "publication and slot of this name are another installation's",
                        OnlineCheck.INSTALLATION.description().remedy());
                List<String> left = new ArrayList<>();
                if (other.isEmpty() && row.getBoolean("has_slot")) {
                    left.add("replication slot " + names.slot());
                }
                if (other.isEmpty() && row.getBoolean("has_publication")) {
                    left.add("publication " + names.publication());
                }
                about(
                        OnlineCheck.CAPTURE_LEFT,
                        left,
                        "left by an earlier run of this migration; will be used",
                        "");
            }
        }
    }

    private void about(OnlineCheck check, List<String> objects, String what, String fix) {
        findings.add(
                check, database, Concerned.of(objects, check.description().worst(), what, fix));
    }

    private void ownership(Troubles troubles) {
        about(
                OnlineCheck.TABLE_OWNER,
                troubles.texts("not-owned"),
                "tables that the user does not own and so may not publish",
                "GRANT the owning roles to the user, or connect as their owner.");
    }

    private void identities(Troubles troubles) {
        about(
                OnlineCheck.REPLICA_IDENTITY,
                troubles.texts("identity"),
                "tables without a usable replica identity: once they are published"
                        + " the source would refuse their updates and deletes",
                statements(troubles.of("identity"), "REPLICA IDENTITY FULL"));
        about(
                OnlineCheck.WHOLE_ROWS,
                troubles.texts("full"),
                "tables without a primary key: each of their updates and deletes"
                        + " searches for the whole row, which is slow",
                "Add a primary key where many rows change.");
    }

    private void shapes(Troubles troubles) {
        about(
                OnlineCheck.UNLOGGED,
                troubles.texts("unlogged"),
                "unlogged tables, whose changes cannot be followed",
                statements(troubles.of("unlogged"), "SET LOGGED")
                        + " or leave them out with --exclude");
        about(
                OnlineCheck.COLUMN_CASE,
                troubles.texts("case"),
                "tables with columns that differ by case only, which cannot be followed",
                "Rename one of the columns (ALTER TABLE … RENAME COLUMN …), or"
                        + " leave the table out with --exclude.");
        about(
                OnlineCheck.ALWAYS_TRIGGERS,
                troubles.texts("always"),
                "triggers and rules enabled ALWAYS or REPLICA, which fire on the"
                        + " target for changes that are followed",
                "ALTER TABLE … DISABLE TRIGGER … for the time of the migration"
                        + " where they would do their work twice.");
    }

    private void largeObjects() throws SQLException {
        long count = CatalogQueries.number(connection, "large-objects");
        findings.add(
                OnlineCheck.LARGE_OBJECT_CHANGES,
                database,
                Result.of(
                        count == 0,
                        Severity.WARNING,
                        count == 0
                                ? "there are no large objects"
                                : count
                                        + " large objects move as the snapshot shows them; changes"
                                        + " to them after it are not followed, and verification"
                                        + " will show that they differ",
                        "Do not change large objects during the migration, or store the"
                                + " data as bytea."));
    }

    private static String statements(List<Trouble> troubles, String action) {
        return troubles.stream()
                .limit(STATEMENTS)
                .map(trouble -> "ALTER TABLE " + trouble.table().quoted() + " " + action + ";")
                .collect(Collectors.joining(" "));
    }
}
