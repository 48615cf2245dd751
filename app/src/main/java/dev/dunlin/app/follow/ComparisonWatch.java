package dev.dunlin.app.follow;

import dev.dunlin.app.client.Refused;
import dev.dunlin.app.client.Session;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.coordinator.rest.Operation;
import dev.dunlin.protocol.ComparisonStatus;
import dev.dunlin.protocol.ComparisonStatus.Outcome;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a comparison until it is over. */
final class ComparisonWatch {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Session session;
    private final MigrationName name;
    private final String command;

    ComparisonWatch(Session session, MigrationName name, Reply accepted) {
        this.session = session;
        this.name = name;
        this.command = accepted.commandId();
    }

    /** What was found in one database. */
    record Found(String database, ComparisonStatus comparison) {}

    /**
     * How it ended.
     *
     * @param message what was said of the whole; empty when that is not known any more
     */
    record End(List<Found> found, String message) {

        boolean has(Outcome outcome) {
            return found.stream().anyMatch(one -> one.comparison().outcome() == outcome);
        }
    }

    /** Waits; empty when the time runs out. */
    Optional<End> until(Optional<Duration> atMost) throws IOException, InterruptedException {
        Instant began = Instant.now();
        while (true) {
            MigrationView view = session.rest().view(name);
            List<Found> found = found(view);
            Optional<Operation> operation = operation();
            boolean quiet =
                    found.stream().noneMatch(f -> f.comparison().outcome() == Outcome.RUNNING);
            boolean told =
                    operation
                            .map(its -> its.state().last())
                            .orElse(!found.isEmpty() && found.size() == databases(view));
            if (quiet && told) {
                return Optional.of(new End(found, operation.map(Operation::message).orElse("")));
            }
            boolean late =
                    atMost.isPresent()
                            && Duration.between(began, Instant.now()).compareTo(atMost.get()) > 0;
            if (late) {
                return Optional.empty();
            }
            Thread.sleep(PERIOD);
        }
    }

    private static int databases(MigrationView view) {
        return view.status().databases().size();
    }

    private List<Found> found(MigrationView view) {
        return view.status().databases().stream()
                .flatMap(database -> mine(database).stream())
                .toList();
    }

    private Optional<Found> mine(DatabaseStatus database) {
        return Optional.ofNullable(database.comparison())
                .filter(c -> c.command().equals(command) || c.command().startsWith(command + "/"))
                .map(comparison -> new Found(database.database(), comparison));
    }

    private Optional<Operation> operation() throws IOException, InterruptedException {
        try {
            return Optional.of(
                    session.rest().get("/operations/" + command, Map.of(), Operation.class));
        } catch (Refused e) {
            if (!e.notFound()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
