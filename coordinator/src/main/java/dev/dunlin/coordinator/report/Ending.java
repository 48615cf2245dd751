package dev.dunlin.coordinator.report;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.util.List;

/** How a migration ended, as the exit code of a command says it, or that it did not. */
public enum Ending {
    DONE(0),
    VALIDATION_FAILED(5),
    DIFFERENCES(6),
    FAILED(7),
    GOES_ON(8),
    UNREACHABLE(9);

    private static final String UNREACHABLE_CODE = "-CONNECT";

    private final int exitCode;

    Ending(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of the command line; documented, never renumbered. */
    public int exitCode() {
        return exitCode;
    }

    /** How it ended. */
    public static Ending of(MigrationStatus status) {
        return switch (status.state()) {
            case SUCCEEDED -> DONE;
            case VALIDATION_FAILED ->
                    unreachableFinding(status.findings()) ? UNREACHABLE : VALIDATION_FAILED;
            case FAILED -> ofFailed(status);
            case CANCELED -> FAILED;
            case IN_PROGRESS, WAITING_FOR_USER_ACTION -> GOES_ON;
        };
    }

    private static Ending ofFailed(MigrationStatus status) {
        List<Failure> failures = status.failures();
        boolean different =
                !status.differences().isEmpty()
                        || failures.stream().anyMatch(f -> f.kind() == FailureKind.VERIFICATION);
        if (different) {
            return DIFFERENCES;
        }
        boolean unreachable =
                failures.stream()
                        .anyMatch(
                                failure ->
                                        failure.kind() == FailureKind.TRANSPORT
                                                || failure.code().endsWith(UNREACHABLE_CODE));
        return unreachable ? UNREACHABLE : FAILED;
    }

    private static boolean unreachableFinding(List<Finding> findings) {
        return findings.stream()
                .anyMatch(
                        finding ->
                                finding.severity() == Severity.FAILED
                                        && finding.code().endsWith(UNREACHABLE_CODE));
    }
}
