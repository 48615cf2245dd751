package dev.dunlin.cdc;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.CaptureTask.WriteMarker;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes a marker, and says who else was busy in the database. */
final class MarkerWriter {

    private final SourceSessions sessions;

    MarkerWriter(SourceSessions sessions) {
        this.sessions = sessions;
    }

    void write(WriteMarker task, WorkContext context) {
        String database = task.source().database();
        CaptureNames names = CaptureNames.of(task.migration(), database);
        try (Connection connection = sessions.writing(task.source(), task.migration())) {
            int busy = busySessions(connection);
            String lsn = new SourceMessages(connection, names).marker(task.number());
            context.report(
                    new Report.MarkerWritten(task.migration(), database, task.number(), lsn, busy));
        } catch (SQLException e) {
            throw SqlFailures.of(
                    e, Side.SOURCE, "writing a marker to database " + TextLimits.name(database));
        }
    }

    private static int busySessions(Connection connection) throws SQLException {
        String sql = SqlFile.of(MarkerWriter.class, "busy-sessions").text();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
