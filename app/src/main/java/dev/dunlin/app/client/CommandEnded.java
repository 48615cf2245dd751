package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import java.util.List;

/** A command cannot go on; what there is to say, line by line. */
public final class CommandEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<String> lines;

    public CommandEnded(ExitCode exitCode, String... lines) {
        super(lines[0]);
        this.exitCode = exitCode;
        this.lines = List.of(lines);
    }

    /** What the process says to its caller. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** What it says to people. */
    public List<String> lines() {
        return lines;
    }
}
