package dev.dunlin.app.show;

import dev.dunlin.coordinator.report.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The report as aligned text. */
public final class ReportText {

    private static final int MAX_TABLES = 40;
    private static final int MAX_NAME = 48;
    private static final int MAX_DIFFERENCES = 20;

    private final RunReport report;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private ReportText(RunReport report, Style style) {
        this.report = report;
        this.style = style;
    }

    /** Lines of the report: tables, steps, differences, result. */
    public static List<String> lines(RunReport report, Style style) {
        ReportText text = new ReportText(report, style);
        text.tables();
        text.steps();
        text.differences();
        text.cutover();
        text.result();
        return text.lines;
    }

    private void tables() {
        if (report.tables().isEmpty()) {
            return;
        }
        List<RunReport.Table> shown = shown();
        Columns columns = new Columns("lrrrrl");
        columns.add("Table", "Rows", "Bytes", "Copy", "Index", "Verified");
        for (RunReport.Table table : shown) {
            columns.add(
                    Text.cutMiddle(name(table), MAX_NAME),
                    Units.count(table.rows()),
                    Units.bytes(table.bytes()),
                    time(table.copySeconds()),
                    time(table.indexSeconds()),
                    table.verified());
        }
        columns.add(
                "Total",
                Units.count(report.tables().stream().mapToLong(RunReport.Table::rows).sum()),
                Units.bytes(report.tables().stream().mapToLong(RunReport.Table::bytes).sum()),
                "",
                "",
                "");
        List<String> text = columns.lines();
        lines.add(style.strong(text.getFirst()));
        for (int i = 0; i < shown.size(); i++) {
            String line = text.get(i + 1);
            lines.add(shown.get(i).verified().equals("different") ? style.bad(line) : line);
        }
        more(shown.size());
        lines.add(text.getLast());
        skipped()
                .forEach(
                        table ->
                                lines.add(
                                        style.warning(
                                                name(table) + ": " + Text.safe(table.note()))));
        lines.add("");
    }

    private List<RunReport.Table> skipped() {
        return report.tables().stream().filter(t -> t.verified().equals("skipped")).toList();
    }

    /** The first ones, and every one that differs. */
    private List<RunReport.Table> shown() {
        List<RunReport.Table> all = report.tables();
        long different = all.stream().filter(t -> t.verified().equals("different")).count();
        long room = Math.max(0, MAX_TABLES - different);
        List<RunReport.Table> shown = new ArrayList<>();
        for (RunReport.Table table : all) {
            if (table.verified().equals("different")) {
                shown.add(table);
            } else if (room > 0) {
                shown.add(table);
                room--;
            }
        }
        return shown;
    }

    private void more(int shown) {
        int hidden = report.tables().size() - shown;
        if (hidden == 0) {
            return;
        }
        List<RunReport.Table> visible = shown();
        List<RunReport.Table> rest =
                report.tables().stream().filter(table -> !visible.contains(table)).toList();
        long verified = rest.stream().filter(t -> t.verified().equals("yes")).count();
        String proof =
                verified == hidden
                        ? ", all verified"
                        : verified == 0 ? ", not verified" : ", " + verified + " verified";
        lines.add("… and " + Units.count(hidden) + " more" + proof);
    }

    private String name(RunReport.Table table) {
        String name = Text.safe(table.schema() + "." + table.name());
        return report.databases().size() > 1 ? Text.safe(table.database()) + ": " + name : name;
    }

    private void steps() {
        for (RunReport.Database database : report.databases()) {
            if (database.steps().isEmpty()) {
                continue;
            }
            String of =
                    report.databases().size() > 1 ? " of " + Text.safe(database.database()) : "";
            lines.add(style.strong("Steps" + of));
            Columns columns = new Columns("lr");
            for (RunReport.Step step : database.steps()) {
                columns.add(
                        "  " + step.step(), step.endedAt().isEmpty() ? "-" : time(step.seconds()));
            }
            lines.addAll(columns.lines());
            lines.add("");
        }
    }

    private void differences() {
        if (report.differences().isEmpty()) {
            return;
        }
        lines.add(style.bad("Differences between source and target"));
        report.differences().stream()
                .limit(MAX_DIFFERENCES)
                .forEach(difference -> lines.add("  " + Text.safe(difference)));
        int hidden = report.differences().size() - MAX_DIFFERENCES;
        if (hidden > 0) {
            lines.add("  … and " + hidden + " more in report.json");
        }
        lines.add("");
    }

    private void cutover() {
        for (RunReport.Cutover cutover : report.cutover()) {
            if (cutover.askedAt().isEmpty()) {
                continue;
            }
            lines.add(style.strong("Cutover"));
            lines.add("  asked at " + cutover.askedAt() + ", fence " + cutover.fence());
            if (!cutover.refusal().isEmpty()) {
                lines.add("  not switched: " + Text.safe(cutover.refusal()));
            } else if (cutover.writesStoppedSeconds() > 0) {
                lines.add("  writes were stopped for " + time(cutover.writesStoppedSeconds()));
            }
            if (!cutover.liftFence().isEmpty()) {
                lines.add("  the source stays read-only; to let it take writes again:");
                cutover.liftFence().forEach(sql -> lines.add("    " + Text.safe(sql)));
            }
            lines.add("");
        }
    }

    private void result() {
        if (report.resumes() > 0) {
            lines.add(
                    "Kept from interrupted runs: "
                            + Units.count(report.chunksKept())
                            + (report.chunksKept() == 1 ? " chunk" : " chunks")
                            + " (resumed "
                            + (report.resumes() == 1 ? "once)" : report.resumes() + " times)"));
        }
        String total = Units.duration(Duration.ofMillis((long) (report.seconds() * 1000)));
        String text = report.migration() + ": " + report.result() + proof() + " in " + total;
        lines.add(report.exitCode() == 0 ? style.good(text) : style.bad(text));
    }

    private String proof() {
        int tables = report.tables().size();
        long verified = report.tables().stream().filter(t -> t.verified().equals("yes")).count();
        if (report.exitCode() != 0 || tables == 0) {
            return "";
        }
        int skipped = skipped().size();
        int moved = tables - skipped;
        String out =
                skipped == 0
                        ? ""
                        : ", "
                                + Units.count(skipped)
                                + (skipped == 1 ? " table" : " tables")
                                + " skipped";
        if (verified == moved && moved > 0) {
            return ", "
                    + Units.count(moved)
                    + (moved == 1 ? " table" : " tables")
                    + " verified"
                    + out;
        }
        return (verified == 0 ? ", not verified" : ", " + verified + "/" + moved + " verified")
                + out;
    }

    private static String time(double seconds) {
        return Units.duration(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
