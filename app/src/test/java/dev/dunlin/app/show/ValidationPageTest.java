package dev.dunlin.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report of a validation in both forms. */
class ValidationPageTest {

    private static final Finding SERVER =
            new Finding(
                    "DUN-SRC-VERSION",
                    Severity.SUCCEEDED,
                    "source",
                    "",
                    "Version",
                    "the source is PostgreSQL 14",
                    "",
                    "",
                    "2026-11-20T10:00:00.123456Z",
                    7);
    private static final Finding DATABASE =
            new Finding(
                    "DUN-SRC-PRIVILEGE",
                    Severity.FAILED,
                    "shop",
                    "\"<b>\"",
                    "Privileges",
                    "may not read \"<b>bold</b>\" & \"a\u0007\"",
                    "seen = 1",
                    "GRANT a; GRANT b;",
                    "2026-11-20T10:00:01Z",
                    3);

    private static ValidationReport report(Finding... findings) {
        return ValidationReport.of(
                Samples.status(MigrationState.VALIDATION_FAILED, List.of(findings), List.of()));
    }

    @Test
    void findingsStandUnderTheirServerOrDatabase() {
        ValidationReport report = report(SERVER, DATABASE);

        assertThat(report.servers()).containsExactly(SERVER);
        assertThat(report.databases())
                .singleElement()
                .satisfies(
                        database -> {
                            assertThat(database.database()).isEqualTo("shop");
                            assertThat(database.result()).isEqualTo("Failed");
                            assertThat(database.findings()).containsExactly(DATABASE);
                        });
        assertThat(report.result()).isEqualTo("Failed");
        assertThat(report(SERVER).result()).isEqualTo("Succeeded");
        assertThat(report(SERVER, SERVER.as(Severity.WARNING)).counts())
                .isEqualTo(new ValidationReport.Counts(1, 1, 0));
    }

    @Test
    void thePageNeedsNothingElseAndObeysNoName() {
        String page = ValidationPage.of(report(SERVER, DATABASE));

        assertThat(page)
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .contains(
                        "may not read &quot;&lt;b&gt;bold&lt;/b&gt;&quot; &amp; &quot;a\\u0007",
                        "<pre>GRANT a;\nGRANT b;</pre>",
                        "2026-11-20 10:00:00</td>",
                        "1 succeeded, 0 warnings, 1 failed",
                        "seen = 1")
                .doesNotContain("<b>", "http", "<script", "src=", "\u0007");
    }

    @Test
    void theDocumentHasItsSchema() {
        assertThat(ReportJson.of(report(SERVER)))
                .contains("\"schema\" : \"dunlin.validation/1\"", "\"servers\" : [ {");
    }
}
