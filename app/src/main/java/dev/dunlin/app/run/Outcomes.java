package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.util.List;

/** The exit code of a migration that ended. */
public final class Outcomes {

    private static final String UNREACHABLE = "-CONNECT";

    private Outcomes() {}

    /** The code; the migration has to have ended. */
    public static ExitCode of(MigrationStatus status) {
        return switch (status.state()) {
            case SUCCEEDED -> ExitCode.DONE;
            case VALIDATION_FAILED ->
                    unreachableFinding(status.findings())
                            ? ExitCode.UNREACHABLE
                            : ExitCode.VALIDATION_FAILED;
            case FAILED -> ofFailed(status);
            case CANCELED -> ExitCode.FAILED;
            case IN_PROGRESS, WAITING_FOR_USER_ACTION ->
                    throw new IllegalArgumentException(status.name() + " has not ended");
        };
    }

    private static ExitCode ofFailed(MigrationStatus status) {
        List<Failure> failures = status.failures();
        boolean different =
                !status.differences().isEmpty()
                        || failures.stream().anyMatch(f -> f.kind() == FailureKind.VERIFICATION);
        if (different) {
            return ExitCode.DIFFERENCES;
        }
        boolean unreachable =
                failures.stream()
                        .anyMatch(
                                failure ->
                                        failure.kind() == FailureKind.TRANSPORT
                                                || failure.code().endsWith(UNREACHABLE));
        return unreachable ? ExitCode.UNREACHABLE : ExitCode.FAILED;
    }

    private static boolean unreachableFinding(List<Finding> findings) {
        return findings.stream()
                .anyMatch(
                        finding ->
                                finding.severity() == Severity.FAILED
                                        && finding.code().endsWith(UNREACHABLE));
    }
}
