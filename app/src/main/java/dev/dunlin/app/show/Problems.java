package dev.dunlin.app.show;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import java.util.ArrayList;
import java.util.List;

/** Findings and failures as people read them: what, why, what next. */
public final class Problems {

    private Problems() {}

    /** A failure in two or three lines. */
    public static List<String> failure(Failure failure, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bad("error " + failure.code()));
        lines.add("  " + Text.safe(failure.message()));
        if (!failure.action().isBlank()) {
            lines.add("  next: " + Text.safe(failure.action()));
        }
        return lines;
    }

    /** A finding in one or two lines. */
    public static List<String> finding(Finding finding, Style style) {
        List<String> lines = new ArrayList<>();
        String word =
                switch (finding.severity()) {
                    case SUCCEEDED -> style.good("ok");
                    case WARNING -> style.warning("warning");
                    case FAILED -> style.bad("failed");
                };
        lines.add(
                word
                        + " "
                        + finding.code()
                        + " "
                        + Text.safe(finding.scope())
                        + ": "
                        + Text.safe(text(finding)));
        if (finding.severity() != Severity.SUCCEEDED && !finding.fix().isBlank()) {
            lines.add("  fix: " + Text.safe(finding.fix()));
        }
        return lines;
    }

    /** All findings of a validation as a table, with the fix under what needs one. */
    public static List<String> table(List<Finding> findings, Style style) {
        Columns columns = new Columns("llll");
        columns.add("Result", "Code", "Where", "Check");
        for (Finding finding : findings) {
            columns.add(
                    word(finding.severity()),
                    finding.code(),
                    Text.cutMiddle(Text.safe(finding.scope()), 24),
                    Text.safe(text(finding)));
        }
        List<String> rows = columns.lines();
        List<String> lines = new ArrayList<>();
        lines.add(style.strong(rows.getFirst()));
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String row = rows.get(i + 1);
            lines.add(
                    switch (finding.severity()) {
                        case SUCCEEDED -> row;
                        case WARNING -> style.warning(row);
                        case FAILED -> style.bad(row);
                    });
            if (finding.severity() != Severity.SUCCEEDED && !finding.fix().isBlank()) {
                lines.add("            fix: " + Text.safe(finding.fix()));
            }
        }
        return lines;
    }

    private static String text(Finding finding) {
        return finding.message().isBlank()
                ? finding.check()
                : finding.check().isBlank()
                        ? finding.message()
                        : finding.check() + ": " + finding.message();
    }

    static String word(Severity severity) {
        return switch (severity) {
            case SUCCEEDED -> "Succeeded";
            case WARNING -> "Warning";
            case FAILED -> "Failed";
        };
    }
}
