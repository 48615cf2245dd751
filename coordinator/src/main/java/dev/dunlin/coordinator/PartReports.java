package dev.dunlin.coordinator;

import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.protocol.ComparisonStatus;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What parts tell their whole: at once when something changed that people decide by, else figures
 * now and then. What was told is not remembered over a restart, so all is told once more then.
 */
final class PartReports {

    private static final Duration FIGURES = Duration.ofSeconds(2);

    private final Map<MigrationName, Told> told = new HashMap<>();

    /** What was last told; {@code version} is behind when figures were held back. */
    private record Told(Standing standing, long version, Instant at) {}

    /** What people decide by. */
    private record Standing(
            MigrationState state,
            MigrationSubstate substate,
            List<DatabasePhase> phases,
            List<Failure> failures,
            CutoverStatus cutover,
            List<Condition> conditions,
            int findings,
            List<ComparisonStatus> comparisons,
            String startedBy) {}

    /** The report to send now, if one is due. */
    Optional<Outgoing> changed(Migration migration, Instant now) {
        MigrationName name = migration.spec().name();
        if (!name.isPart()) {
            return Optional.empty();
        }
        MigrationStatus status = PublicView.status(migration, now);
        Standing standing =
                new Standing(
                        status.state(),
                        status.substate(),
                        status.databases().stream().map(d -> d.phase()).toList(),
                        status.failures(),
                        status.cutover(),
                        status.conditions(),
                        status.findings().size(),
                        comparisons(status),
                        migration.startedBy());
        Told before = told.get(name);
        boolean due =
                before == null
                        || !before.standing().equals(standing)
                        || (before.version() < status.version()
                                && !now.isBefore(before.at().plus(FIGURES)));
        return due ? Optional.of(tell(migration, status, standing, now)) : Optional.empty();
    }

    private static List<ComparisonStatus> comparisons(MigrationStatus status) {
        return status.databases().stream()
                .map(DatabaseStatus::comparison)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The report whether or not it is due: the whole asks. */
    void forget(MigrationName name) {
        told.remove(name);
    }

    private Outgoing tell(
            Migration migration, MigrationStatus status, Standing standing, Instant now) {
        MigrationName name = migration.spec().name();
        told.put(name, new Told(standing, status.version(), now));
        String database = migration.spec().databases().getFirst().source();
        return new Outgoing(
                Topics.REPORTS,
                name.whole().value(),
                new Report.PartChanged(name.whole(), database, migration.startedBy(), status));
    }
}
