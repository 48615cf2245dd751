package dev.dunlin.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final MigrationStatus DONE =
            Samples.status(
                    MigrationState.SUCCEEDED,
                    List.of(Samples.database(DatabasePhase.DONE, 4, 20_000_000_000L)),
                    List.of(),
                    List.of(),
                    List.of());

    private static RunReport report(MigrationStatus status, List<TableStatus> tables, int code) {
        return RunReport.of(status, tables, code, Duration.ofMillis(42_300));
    }

    private static String text(RunReport report) {
        return String.join("\n", ReportText.lines(report, Style.PLAIN));
    }

    @Test
    void a_report_of_two_tables() {
        List<TableStatus> tables =
                List.of(
                        Samples.table(0, "orders", TablePhase.VERIFIED),
                        Samples.table(1, "odd\nname\u001b[31m", TablePhase.VERIFIED));

        assertThat(text(report(DONE, tables, 0)))
                .isEqualTo(
                        """
                        Table                            Rows    Bytes   Copy  Index  Verified
                        public.orders               1,234,567  98.8 MB  12.3s  3.21s  yes
                        public.odd\\nname\\u001b[31m  1,234,566  98.8 MB  12.3s  3.21s  yes
                        Total                       2,469,133   198 MB

                        Steps
                          schema  1.50s
                          copy        -

                        shop-1: Succeeded, 2 tables verified in 42.3s""");
    }

    @Test
    void of_many_tables_those_that_differ_are_always_shown() {
        List<TableStatus> tables = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tables.add(
                    Samples.table(
                            i, "t" + i, i == 99 ? TablePhase.DIFFERENT : TablePhase.VERIFIED));
        }
        MigrationStatus failed =
                Samples.status(
                        MigrationState.FAILED, List.of(), List.of(), "shop: public.t99 key 7");

        String text = text(report(failed, tables, 6));

        assertThat(text)
                .contains("public.t38 ")
                .doesNotContain("public.t39 ")
                .contains("public.t99 ")
                .contains("… and 60 more, all verified")
                .contains("Differences between source and target\n  shop: public.t99 key 7")
                .endsWith("shop-1: Failed in 42.3s");
    }

    @Test
    void long_names_are_cut_in_the_middle() {
        assertThat(Text.cutMiddle("public." + "a".repeat(63) + "_end", 20))
                .isEqualTo("public.aaa…aaaaa_end")
                .hasSize(20);
    }

    @Test
    void json_holds_raw_figures() throws Exception {
        RunReport report =
                report(DONE, List.of(Samples.table(0, "orders", TablePhase.VERIFIED)), 0);

        JsonNode json = new ObjectMapper().readTree(ReportJson.of(report));

        assertThat(json.get("schema").asText()).isEqualTo("dunlin.report/1");
        assertThat(json.get("result").asText()).isEqualTo("Succeeded");
        assertThat(json.get("seconds").asDouble()).isEqualTo(42.3);
        JsonNode table = json.get("tables").get(0);
        assertThat(table.get("rows").asLong()).isEqualTo(1_234_567);
        assertThat(table.get("copySeconds").asDouble()).isEqualTo(12.34);
        assertThat(table.get("verified").asText()).isEqualTo("yes");
        assertThat(json.get("databases").get(0).get("steps").get(0).get("seconds").asDouble())
                .isEqualTo(1.5);
    }

    @Test
    void a_failure_says_what_and_what_next() {
        Failure failure =
                new Failure("DUN-TGT-DISK", FailureKind.TARGET, "disk full", "Free space.");

        assertThat(Problems.failure(failure, Style.PLAIN))
                .containsExactly("error DUN-TGT-DISK", "  disk full", "  next: Free space.");
    }

    @Test
    void findings_stand_in_a_table_with_their_fix() {
        List<Finding> findings =
                List.of(
                        Finding.warning("DUN-A", "source", "Version", "14.20", "")
                                .as(Severity.SUCCEEDED),
                        Finding.warning("DUN-LONG", "shop", "", "not empty", "Drop it")
                                .as(Severity.FAILED));

        assertThat(Problems.table(findings, Style.PLAIN))
                .containsExactly(
                        "Result     Code      Where   Check",
                        "Succeeded  DUN-A     source  Version: 14.20",
                        "Failed     DUN-LONG  shop    not empty",
                        "            fix: Drop it");
    }
}
