package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;

/** A run ended before its migration did, for the reason that the failure names. */
public final class RunEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient Failure failure;

    private RunEnded(ExitCode exitCode, Failure failure) {
        super(failure.toString());
        this.exitCode = exitCode;
        this.failure = failure;
    }

    /** Nothing was done because it must not be done now. */
    static RunEnded refused(String code, String message, String action) {
        return new RunEnded(
                ExitCode.REFUSED, new Failure(code, FailureKind.CONFIGURATION, message, action));
    }

    /** Kafka cannot be reached or does not answer. */
    static RunEnded unreachable(String code, String message, String action) {
        return new RunEnded(
                ExitCode.UNREACHABLE, new Failure(code, FailureKind.TRANSPORT, message, action));
    }

    /** A part of this process stopped. */
    static RunEnded broken(String code, String message, String action) {
        return new RunEnded(
                ExitCode.UNEXPECTED, new Failure(code, FailureKind.BUG, message, action));
    }

    /** A failure that somebody else named. */
    static RunEnded with(Failure failure) {
        ExitCode code =
                switch (failure.kind()) {
                    case TRANSPORT -> ExitCode.UNREACHABLE;
                    case SOURCE, TARGET -> ExitCode.FAILED;
                    case CONFIGURATION -> ExitCode.REFUSED;
                    case VERIFICATION -> ExitCode.DIFFERENCES;
                    case BUG -> ExitCode.UNEXPECTED;
                };
        return new RunEnded(code, failure);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    Failure failure() {
        return failure;
    }
}
