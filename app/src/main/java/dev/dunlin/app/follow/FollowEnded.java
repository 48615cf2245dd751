package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import java.util.List;

/** A command about a running migration cannot go on; what there is to say, line by line. */
final class FollowEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<String> lines;

    FollowEnded(ExitCode exitCode, String... lines) {
        super(lines[0]);
        this.exitCode = exitCode;
        this.lines = List.of(lines);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
