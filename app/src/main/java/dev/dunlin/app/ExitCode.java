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
    /** What was waited for did not come in time, or was withdrawn; the migration goes on. */
    GOES_ON(8),
    UNREACHABLE(9),
    NOT_PERMITTED(10),
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
