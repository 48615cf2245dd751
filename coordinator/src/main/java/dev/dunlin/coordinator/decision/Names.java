package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.MigrationState;

/** Who may take a name. */
public final class Names {

    private Names() {}

    /** What succeeded, was given up, or touched nothing leaves its name free. */
    public static boolean free(MigrationState state) {
        return switch (state) {
            case SUCCEEDED, VALIDATION_FAILED, CANCELED -> true;
            case IN_PROGRESS, WAITING_FOR_USER_ACTION, FAILED -> false;
        };
    }
}
