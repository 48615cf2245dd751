package dev.dunlin.cdc;

import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds and drops slots, publications and heartbeat schemas on a source server. Whose a slot is
 * stands in the comment of the publication that has its name.
 */
final class SourceLeftovers {

    private static final SqlFile CAPTURE = SqlFile.of(SourceLeftovers.class, "capture-left");

    private final SourceSessions sessions;

    SourceLeftovers(SourceSessions sessions) {
        this.sessions = sessions;
    }

    Report.LeftoversFound find(CaptureTask.FindLeftovers task) {
        List<Leftover> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        try {
            for (String database : databases(task)) {
                DatabaseAddress address = new DatabaseAddress(task.source().endpoint(), database);
                try {
                    found.addAll(in(address, task.migration()));
                } catch (FailureException e) {
                    failures.add(e.failure());
                }
            }
        } catch (FailureException e) {
            failures.add(e.failure());
        }
        return new Report.LeftoversFound(task.migration(), found, failures);
    }

    private List<String> databases(CaptureTask.FindLeftovers task) {
        List<String> names = new ArrayList<>();
        try (Connection connection = sessions.writing(task.source(), task.migration());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(SqlFile.named("databases-with-sizes").text())) {
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw failed(e, "looking for databases");
        }
    }

    private List<Leftover> in(DatabaseAddress address, MigrationName question) {
        try (Connection connection = sessions.writing(address, question);
                PreparedStatement statement = connection.prepareStatement(CAPTURE.text());
                ResultSet row = statement.executeQuery()) {
            List<Leftover> found = new ArrayList<>();
            while (row.next()) {
                found.add(leftover(address, row));
            }
            found.sort(Comparator.comparing(Leftover::kind));
            return found;
        } catch (SQLException e) {
            throw failed(e, "looking for what is left in database " + address.database());
        }
    }

    private static Leftover leftover(DatabaseAddress address, ResultSet row) throws SQLException {
        Endpoint endpoint = address.endpoint();
        Optional<CaptureMark> mark =
                Optional.ofNullable(row.getString("mark")).flatMap(CaptureMark::read);
        return new Leftover(
                Leftover.Kind.valueOf(row.getString("kind")),
                endpoint.host() + ":" + endpoint.port(),
                address.database(),
                row.getString("name"),
                mark.map(made -> made.migration().value()).orElse(""),
                mark.map(CaptureMark::installation).orElse(""),
                Objects.requireNonNullElse(row.getString("since"), ""),
                row.getLong("bytes"),
                row.getInt("users"));
    }

    Report.LeftoverDropped drop(CaptureTask.DropLeftover task) {
        try {
            dropNow(task);
            return new Report.LeftoverDropped(task.migration(), List.of());
        } catch (FailureException e) {
            return new Report.LeftoverDropped(task.migration(), List.of(e.failure()));
        }
    }

    private void dropNow(CaptureTask.DropLeftover task) {
        Leftover wanted = task.leftover();
        DatabaseAddress address = new DatabaseAddress(task.source().endpoint(), wanted.database());
        Optional<Leftover> now =
                in(address, task.migration()).stream()
                        .filter(found -> found.id().equals(wanted.id()))
                        .findFirst();
        if (now.isEmpty()) {
            return;
        }
        if (!task.force() && (now.get().users() > 0 || !now.get().isStill(wanted))) {
            throw changed(now.get());
        }
        try (Connection connection = sessions.writing(address, task.migration())) {
            String name = wanted.name();
            switch (wanted.kind()) {
                case SLOT -> CaptureRemoval.dropSlot(connection, name, wanted.database());
                case PUBLICATION -> new Publication(connection, name).drop();
                case SCHEMA ->
                        new HeartbeatTable(new CaptureNames(name, name, name)).drop(connection);
                case LEDGER, TOPIC, GROUP ->
                        throw new IllegalArgumentException(wanted.id() + " is on no source");
            }
        } catch (SQLException e) {
            throw failed(e, "dropping " + wanted.id());
        }
    }

    private static FailureException changed(Leftover now) {
        return FailureException.permanent(
                new Failure(
                        "DUN-LEFTOVER-USED",
                        FailureKind.SOURCE,
                        "%s is in use by %d sessions, or in other hands than when it was found"
                                .formatted(now.id(), now.users()),
                        "List leftovers again; --force drops it all the same."));
    }

    private static FailureException failed(SQLException e, String doing) {
        return SqlFailures.of(e, Side.SOURCE, doing);
    }
}
