package dev.dunlin.app.show;

import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;

/** What a migration is doing, in one word. */
final class Phases {

    private Phases() {}

    static String of(MigrationStatus status) {
        if (status.state().ended()) {
            return status.state().label();
        }
        return switch (status.substate()) {
            case PERFORMING_PREREQUISITE_STEPS -> "starting";
            case VALIDATION_IN_PROGRESS -> "validation";
            case MIGRATING_DATA, WAITING_FOR_CUTOVER_TRIGGER, COMPLETING_MIGRATION ->
                    status.databases().isEmpty()
                            ? "starting"
                            : Totals.of(status.databases()).slowest().label();
            case CANCELING -> "canceling";
            case COMPLETED -> MigrationSubstate.COMPLETED.label();
        };
    }
}
