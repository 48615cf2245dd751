package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Report;

/** What the coordinator hears. */
public sealed interface Input {

    /** A user asked. */
    record Asked(Command command) implements Input {}

    /** A worker told. */
    record Told(Report report) implements Input {}

    /** How near a database is. */
    record Measured(Readiness readiness) implements Input {}

    /** Somebody outside decided at a gate. */
    record Decided(GateDecision decision) implements Input {}

    /**
     * Time passed.
     *
     * @param workersMissing whether a worker that the migration needs is not there
     */
    record Ticked(MigrationName migration, boolean workersMissing) implements Input {}

    /** The migration it is about. */
    default MigrationName migration() {
        return switch (this) {
            case Asked(var command) -> command.migration();
            case Told(var report) -> report.migration();
            case Measured(var readiness) -> readiness.migration();
            case Decided(var decision) -> decision.migration();
            case Ticked ticked -> ticked.migration();
        };
    }
}
