package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import dev.dunlin.coordinator.rest.Problem;

/** The server understood and says no. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** What it said. */
    public Problem problem() {
        return problem;
    }

    /** Whether there is nothing of that name. */
    public boolean notFound() {
        return problem.status() == 404;
    }

    /** The same as an exit code. */
    public ExitCode exitCode() {
        return switch (problem.status()) {
            case 400, 413, 415, 422 -> ExitCode.USAGE;
            case 401, 403 -> ExitCode.NOT_PERMITTED;
            case 404 -> ExitCode.NOT_FOUND;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> problem.status() < 500 ? ExitCode.REFUSED : ExitCode.UNEXPECTED;
        };
    }
}
