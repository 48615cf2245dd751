package dev.dunlin.app;

/** What the process says to its caller by its exit code. Documented, never renumbered. */
public enum ExitCode {
    DONE(0),
    UNEXPECTED(1),
    USAGE(2),
    NOT_FOUND(3),
    REFUSED(4),
    VALIDATION_FAILED(5),
    DIFFERENCES(6),
    FAILED(7),
    WITHDRAWN(8),
    UNREACHABLE(9),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number itself. */
    public int number() {
        return number;
    }
}
