package dev.dunlin.app.show;

import dev.dunlin.protocol.ComparisonStatus;
import java.util.ArrayList;
import java.util.List;

/** What a comparison that somebody asked for came to, in words. */
public final class Comparisons {

    private Comparisons() {}

    /** In one line, and one more for each difference. */
    public static List<String> lines(String who, ComparisonStatus comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(Text.safe(who) + ": " + line(comparison));
        comparison
                .differences()
                .forEach(difference -> lines.add("  differs " + Text.safe(difference)));
        return lines;
    }

    /** In one line, without the differences themselves. */
    public static String line(ComparisonStatus comparison) {
        String where =
                comparison.lsn().isEmpty()
                        ? "as both sides stood at " + comparison.startedAt()
                        : "at " + comparison.lsn() + " of the source";
        String skipped =
                comparison.tablesSkipped() == 0
                        ? ""
                        : ", " + comparison.tablesSkipped() + " left out";
        return switch (comparison.outcome()) {
            case RUNNING -> "being compared since " + comparison.startedAt();
            case EQUAL -> "equal, " + comparison.tables() + " tables" + skipped + ", " + where;
            case DIFFERENT ->
                    "different: "
                            + comparison.differences().size()
                            + (comparison.differences().size() == 1
                                    ? " difference, "
                                    : " differences, ")
                            + where;
            case ENDED -> "not compared to the end: " + Text.safe(comparison.message());
        };
    }
}
