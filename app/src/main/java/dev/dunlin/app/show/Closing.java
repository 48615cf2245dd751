package dev.dunlin.app.show;

import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.util.ArrayList;
import java.util.List;

/** What stands on the screen at the end of a run: findings where they decide, then the report. */
public final class Closing {

    private Closing() {}

    /** Lines of the end. */
    public static List<String> lines(MigrationStatus status, RunReport report, Style style) {
        List<String> lines = new ArrayList<>();
        boolean all = status.spec().option() == MigrationOption.VALIDATE;
        if (all || status.state() == MigrationState.VALIDATION_FAILED) {
            List<Finding> shown =
                    status.findings().stream()
                            .filter(finding -> all || finding.severity() != Severity.SUCCEEDED)
                            .toList();
            lines.addAll(Problems.table(shown, style));
            int hidden = status.findings().size() - shown.size();
            if (hidden > 0) {
                lines.add(hidden + " other checks succeeded");
            }
            lines.add("");
        }
        lines.addAll(ReportText.lines(report, style));
        return lines;
    }
}
