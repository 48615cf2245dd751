package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and drops ledgers on a target server. What was copied beside them stays. */
final class TargetLeftovers {

    private final TargetSessions sessions;

    TargetLeftovers(TargetSessions sessions) {
        this.sessions = sessions;
    }

    Report.LeftoversFound find(TargetTask.FindLeftovers task) {
        List<Leftover> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        try {
            List<String> databases =
                    new DatabaseCreation(sessions)
                            .fromMaintenance(task.target(), TargetLeftovers::databases);
            for (String database : databases) {
                DatabaseAddress address = new DatabaseAddress(task.target().endpoint(), database);
                try {
                    in(address).ifPresent(found::add);
                } catch (FailureException e) {
                    failures.add(e.failure());
                }
            }
        } catch (FailureException e) {
            failures.add(e.failure());
        }
        return new Report.LeftoversFound(task.migration(), found, failures);
    }

    private static List<String> databases(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(SqlFile.named("databases-with-sizes").text())) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private Optional<Leftover> in(DatabaseAddress address) {
        return sessions.run(
                address,
                "looking for a ledger in database " + address.database(),
                connection -> found(address, connection));
    }

    private Optional<Leftover> found(DatabaseAddress address, Connection connection)
            throws SQLException {
        Ownership ownership = sessions.ownership(connection);
        Optional<Ownership.Owner> owner = ownership.owner();
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Endpoint endpoint = address.endpoint();
        return Optional.of(
                new Leftover(
                        Leftover.Kind.LEDGER,
                        endpoint.host() + ":" + endpoint.port(),
                        address.database(),
                        Leftover.LEDGER,
                        owner.get().migration(),
                        owner.get().installation(),
                        owner.get().since(),
                        new Ledger(connection).bytes(),
                        ownership.sessionsAtWork()));
    }

    Report.LeftoverDropped drop(TargetTask.DropLeftover task) {
        Leftover wanted = task.leftover();
        DatabaseAddress address = new DatabaseAddress(task.target().endpoint(), wanted.database());
        try {
            sessions.run(
                    address,
                    "dropping " + wanted.id(),
                    connection -> drop(task, address, connection));
            return new Report.LeftoverDropped(task.migration(), List.of());
        } catch (FailureException e) {
            return new Report.LeftoverDropped(task.migration(), List.of(e.failure()));
        }
    }

    private boolean drop(
            TargetTask.DropLeftover task, DatabaseAddress address, Connection connection)
            throws SQLException {
        Optional<Leftover> now = found(address, connection);
        if (now.isEmpty()) {
            return false;
        }
        boolean free = sessions.ownership(connection).takeAlone();
        if (!task.force() && !(free && now.get().isStill(task.leftover()))) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-LEFTOVER-USED",
                            FailureKind.TARGET,
                            "%s is in use by %d sessions, or in other hands than when it was found"
                                    .formatted(now.get().id(), now.get().users()),
                            "List leftovers again; --force drops it all the same."));
        }
        TargetSessions.silenceEventTriggers(connection);
        new Ledger(connection).drop();
        return true;
    }
}
