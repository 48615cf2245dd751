package dev.dunlin.coordinator;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.messaging.WorkersView.Place;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which workers a migration needs and does not have: what would else look like a hang. */
public final class WorkerConditions {

    private WorkerConditions() {}

    /** One condition for each role that is missing; none for a migration that has ended. */
    public static List<Condition> of(MigrationStatus status, WorkersView workers) {
        if (status.state().ended()) {
            return List.of();
        }
        return needed(status.spec())
                .filter(place -> workers.missing(place.role(), place.pool()))
                .map(place -> condition(place, status, workers))
                .toList();
    }

    /** The view with what its migrations wait for. */
    public static StatusView shown(StatusView view, WorkersView workers) {
        Map<MigrationName, MigrationStatus> migrations = new HashMap<>();
        view.migrations().forEach((name, status) -> migrations.put(name, shown(status, workers)));
        return new StatusView(migrations, view.tables(), view.readiness(), view.positions());
    }

    private static MigrationStatus shown(MigrationStatus status, WorkersView workers) {
        List<Condition> waiting = of(status, workers);
        return waiting.isEmpty() ? status : status.withConditions(waiting);
    }

    /** Whether one of them is missing. */
    static boolean missing(MigrationSpec spec, WorkersView workers) {
        return needed(spec).anyMatch(place -> workers.missing(place.role(), place.pool()));
    }

    /** Where a migration needs a worker. */
    public static Stream<Place> needed(MigrationSpec spec) {
        boolean online = spec.mode() == MigrationMode.ONLINE;
        return Stream.of(Role.values())
                .filter(role -> role != Role.CAPTURE || online)
                .map(role -> new Place(role, pool(spec, role)));
    }

    private static String pool(MigrationSpec spec, Role role) {
        return switch (role.side()) {
            case SOURCE -> spec.sourcePool();
            case TARGET -> spec.targetPool();
        };
    }

    private static Condition condition(Place place, MigrationStatus status, WorkersView workers) {
        Instant began = Instant.parse(status.startedAt());
        Instant since =
                workers.leftAt(place.role(), place.pool()).filter(began::isBefore).orElse(began);
        String command = command(place.role());
        return new Condition(
                Condition.WAITING_FOR_WORKER,
                "",
                "no %s is in pool %s since %s; start one: dunlin %s --pool %s"
                        .formatted(command, place.pool(), since, command, place.pool()));
    }

    private static String command(Role role) {
        return switch (role) {
            case SNAPSHOT -> "snapshot-worker";
            case CAPTURE -> "cdc-worker";
            case SINK -> "sink-worker";
        };
    }
}
