package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import dev.dunlin.coordinator.report.Ending;
import dev.dunlin.protocol.MigrationStatus;

/** The exit code of a migration that ended. */
public final class Outcomes {

    private Outcomes() {}

    /** The code; the migration has to have ended. */
    public static ExitCode of(MigrationStatus status) {
        return switch (Ending.of(status)) {
            case DONE -> ExitCode.DONE;
            case VALIDATION_FAILED -> ExitCode.VALIDATION_FAILED;
            case DIFFERENCES -> ExitCode.DIFFERENCES;
            case FAILED -> ExitCode.FAILED;
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case GOES_ON -> throw new IllegalArgumentException(status.name() + " has not ended");
        };
    }
}
