package dev.dunlin.cdc;

import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Job.CaptureChanges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds tables that were made on the source since the publication was, each once. */
final class NewTables {

    private final CaptureChanges job;
    private final Set<Long> told;
    private String fingerprint = "";

    /** Looks for tables other than those that were told of before. */
    NewTables(CaptureChanges job, Set<Long> told) {
        this.job = job;
        this.told = told;
    }

    List<Finding> look(Connection connection) throws SQLException {
        String now = fingerprint(connection);
        if (now.equals(fingerprint)) {
            return List.of();
        }
        fingerprint = now;
        String database = job.source().database();
        CaptureNames names = CaptureNames.of(job.migration(), database);
        Set<Long> published =
                new HashSet<>(new Publication(connection, names.publication()).oids());
        List<Finding> findings = new ArrayList<>();
        for (Relation table : PublishableTables.load(connection, job.patterns()).published()) {
            boolean own = table.name().schema().equals(names.schema());
            if (!own && !published.contains(table.oid()) && told.add(table.oid())) {
                findings.add(finding(database, table));
            }
        }
        return findings;
    }

    private static Finding finding(String database, Relation table) {
        return Finding.warning(
                "DUN-SRC-NEWTABLE",
                database,
                "new tables",
                "table "
                        + table.name().quoted()
                        + " was made on the source after the migration began; it is neither"
                        + " copied nor followed",
                "Drop it on the source, or move it by a migration of its own after the cutover.");
    }

    private static String fingerprint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                SqlFile.of(NewTables.class, "table-fingerprint").text())) {
            row.next();
            return row.getString(1);
        }
    }
}
