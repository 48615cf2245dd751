package dev.dunlin.app.show;

import java.util.ArrayList;
import java.util.List;

/** What was looked at, line by line, as the dry run of a cutover shows it. */
public final class Checks {

    private Checks() {}

    /** How a check ended. */
    public enum Result {
        OK,
        WARN,
        FAIL
    }

    /**
     * One check.
     *
     * @param next what to do; empty when there is nothing to do
     */
    public record Check(Result result, String check, String detail, String next) {}

    /** The checks, and what to do under those that need it. */
    public static List<String> lines(List<Check> checks) {
        int width = checks.stream().mapToInt(one -> Text.length(one.check())).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Check one : checks) {
            String word = one.result() == Result.OK ? "ok" : one.result().name();
            String line = Text.left(word, 6) + Text.left(one.check(), width) + "  ";
            lines.add("  " + (line + Text.safe(one.detail())).stripTrailing());
            if (!one.next().isEmpty()) {
                lines.add("        next: " + Text.safe(one.next()));
            }
        }
        return lines;
    }
}
