package dev.dunlin.app.show;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import java.util.Comparator;
import java.util.List;

/** The report of a validation as one HTML page that needs nothing else, and runs no script. */
public final class ValidationPage {

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Validation</title>
            <style>
            :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
            body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem; }
            th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; }
            th { border-bottom: 2px solid; }
            td { border-bottom: 1px solid #8884; }
            code, pre { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
            pre { margin: .3rem 0 0; white-space: pre-wrap; }
            .Succeeded { color: #1a7f37; } .Warning { color: #9a6700; }
            .Failed { color: #cf222e; font-weight: 600; }
            .faint { opacity: .7; }
            </style>
            </head>
            <body>
            """;

    private ValidationPage() {}

    /** The page. */
    public static String of(ValidationReport report) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Validation of ").append(text(report.migration())).append("</h1>\n<p>");
        page.append(text(report.source())).append(" → ").append(text(report.target()));
        page.append(", ").append(report.mode()).append(". ").append(mark(report.result()));
        page.append(
                ": %d succeeded, %d warnings, %d failed.</p>%n"
                        .formatted(
                                report.counts().succeeded(),
                                report.counts().warnings(),
                                report.counts().failed()));
        page.append("<h2>Servers</h2>\n");
        table(page, report.servers());
        for (ValidationReport.Database database : report.databases()) {
            page.append("<h2>Database ").append(text(database.database()));
            if (!database.target().equals(database.database())) {
                page.append(" → ").append(text(database.target()));
            }
            page.append(" <small>").append(mark(database.result())).append("</small></h2>\n");
            table(page, database.findings());
        }
        return page.append("</body>\n</html>\n").toString();
    }

    /** What needs somebody comes first. */
    private static void table(StringBuilder page, List<Finding> findings) {
        page.append("<table>\n<tr><th>Result</th><th>Check</th><th>Finding</th>");
        page.append("<th>Start (UTC)</th><th>ms</th></tr>\n");
        findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .forEach(finding -> row(page, finding));
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, Finding finding) {
        page.append("<tr><td>").append(mark(Problems.word(finding.severity())));
        page.append("</td><td>").append(text(finding.check())).append("<br><code>");
        page.append(text(finding.code())).append("</code><br><span class=\"faint\">");
        page.append(text(finding.scope())).append("</span></td><td>");
        page.append(text(finding.message()));
        if (!finding.evidence().isEmpty()) {
            page.append("<br><code class=\"faint\">");
            page.append(text(finding.evidence())).append("</code>");
        }
        if (finding.severity() != Severity.SUCCEEDED && !finding.fix().isBlank()) {
            page.append("<pre>").append(text(finding.fix()).replace("; ", ";\n")).append("</pre>");
        }
        page.append("</td><td class=\"faint\">").append(text(moment(finding.startedAt())));
        page.append("</td><td class=\"faint\">").append(finding.millis()).append("</td></tr>\n");
    }

    private static String moment(String instant) {
        return instant.length() < 19 ? instant : instant.substring(0, 19).replace('T', ' ');
    }

    private static String mark(String result) {
        return "<span class=\"" + result + "\">" + result + "</span>";
    }

    private static String text(String text) {
        return Text.safe(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
