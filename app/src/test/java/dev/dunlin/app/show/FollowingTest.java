package dev.dunlin.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see of a migration that follows its source. */
class FollowingTest {

    private static final CutoverTerms READ_ONLY = new CutoverTerms(10, Fence.READ_ONLY, 600);

    private static Picture picture(MigrationStatus status, Readiness... readiness) {
        return new Picture(
                status,
                Duration.ofSeconds(79),
                0,
                0,
                RateMeter.Rates.UNKNOWN,
                List.of(),
                List.of(readiness),
                " --work-dir /w");
    }

    private static MigrationStatus waiting() {
        return Samples.following(
                MigrationState.WAITING_FOR_USER_ACTION,
                DatabasePhase.STREAMING,
                CutoverStatus.NONE);
    }

    @Test
    void a_ready_migration_says_what_to_type() {
        Picture picture = picture(waiting(), Samples.readiness(800));

        assertThat(new Frame(Style.PLAIN, 120).lines(picture))
                .contains(
                        "follow   lag 0.8s  pending 1.2k  captured 3.0k/s applied 3.1k/s"
                                + "  WAL retained 12.0 MB",
                        "phase    streaming",
                        "next     ready: dunlin cutover shop-1 --work-dir /w");
        assertThat(StatusLine.of(picture, Instant.EPOCH))
                .endsWith(
                        " | lag 0.8s | pending 1.2k | captured 3.0k/s applied 3.1k/s"
                                + " | WAL retained 12.0 MB"
                                + " | ready: dunlin cutover shop-1 --work-dir /w");
    }

    @Test
    void what_stands_against_a_cutover_is_said() {
        Readiness blocked =
                Samples.readiness(-1, new Readiness.Blocker("LAG", "lag 14s is above 10s"));

        assertThat(StatusLine.of(picture(waiting(), blocked), Instant.EPOCH))
                .contains(" | lag unknown |")
                .endsWith(" | not ready: lag 14s is above 10s");
    }

    @Test
    void the_steps_of_a_cutover_are_marked() {
        CutoverStatus underWay = new CutoverStatus(true, "x", READ_ONLY, List.of("shop"), "");
        MigrationStatus status =
                Samples.following(MigrationState.IN_PROGRESS, DatabasePhase.DRAIN, underWay);

        List<String> lines =
                new Frame(Style.PLAIN, 120).lines(picture(status, Samples.readiness(0)));

        assertThat(lines)
                .contains("cutover  fence ok > [drain] > views > sequences > verify > cleanup")
                .noneMatch(line -> line.startsWith("next"));
    }

    @Test
    void the_report_says_that_the_source_stays_read_only() {
        CutoverStatus done =
                new CutoverStatus(false, "2026-11-20T10:00:30Z", READ_ONLY, List.of("a\"b"), "");
        RunReport report =
                RunReport.of(
                        Samples.following(MigrationState.SUCCEEDED, DatabasePhase.DONE, done),
                        List.of(),
                        0,
                        Duration.ofSeconds(42));

        assertThat(ReportText.lines(report, Style.PLAIN))
                .contains(
                        "  asked at 2026-11-20T10:00:30Z, fence read-only",
                        "    ALTER DATABASE \"a\"\"b\" RESET default_transaction_read_only;");
        assertThat(ReportJson.of(report)).contains("\"fence\" : \"read-only\"");
    }
}
