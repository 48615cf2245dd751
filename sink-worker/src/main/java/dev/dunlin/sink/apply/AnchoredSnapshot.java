package dev.dunlin.sink.apply;

import dev.dunlin.postgres.Quietly;
import dev.dunlin.protocol.Job;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the target that shows exactly what the source had committed before an LSN. It is
 * taken between two groups and lives as long as the run and the wish for it; apply goes on behind
 * it meanwhile.
 */
final class AnchoredSnapshot implements AutoCloseable {

    private final ApplyTarget target;
    private final AppliedReports reports;
    private final boolean missed;
    private @Nullable Connection connection;
    private String id = "";
    private int saidFor = -1;

    /**
     * None yet.
     *
     * @param missed whether the place was passed before this run: then there is none to be had
     */
    AnchoredSnapshot(ApplyTarget target, AppliedReports reports, boolean missed) {
        this.target = target;
        this.reports = reports;
        this.missed = missed;
    }

    /** The target stands at the place now. */
    void take(Job.ApplyChanges job) throws SQLException {
        Connection opened = target.open(job);
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            try (ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
                row.next();
                id = row.getString(1);
            }
            connection = opened;
        } finally {
            if (connection == null) {
                Quietly.close(opened);
            }
        }
    }

    /** Says what there is to whoever asks for it now, once; lets go what nobody wants any more. */
    void look(Job.ApplyChanges job) {
        if (job.anchorAt().isEmpty()) {
            close();
        } else if ((missed || connection != null) && saidFor != job.request()) {
            reports.anchored(job, id);
            saidFor = job.request();
        }
    }

    @Override
    public void close() {
        Quietly.close(connection);
        connection = null;
        id = "";
    }
}
