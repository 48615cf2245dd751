package dev.dunlin.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final RateMeter.Rates RATES =
            new RateMeter.Rates(210_000, 118_000_000, 236_000_000);

    private static Picture picture(DatabaseStatus... databases) {
        return picture(RATES, databases);
    }

    private static Picture picture(RateMeter.Rates rates, DatabaseStatus... databases) {
        return new Picture(
                Samples.status(
                        MigrationState.IN_PROGRESS,
                        List.of(databases),
                        List.of(),
                        List.of(),
                        List.of()),
                Duration.ofSeconds(79),
                500_000,
                100_000_000,
                rates,
                List.of("copying public.orders (3/7 chunks)"),
                List.of(),
                "");
    }

    @Test
    void a_copy_under_way() {
        Picture picture = picture(Samples.database(DatabasePhase.COPY, 2, 12_200_000_000L));

        assertThat(String.join("\n", new Frame(Style.PLAIN, 120).lines(picture)))
                .isEqualTo(
"""
shop-1  old:5432/shop -> new:5432/shop  01:19
copy     ##################------------  62%  6.2 GB  61.5M rows  2/4 tables  \
118 MB/s  210k rows/s  ETA ~32.2s
indexes  #######-----------------------  25%  1/4 tables
objects  ##########--------------------  33%  10/30
verify   ------------------------------   0%  0/4 tables
phase    copy
now      copying public.orders (3/7 chunks)""");
    }

    @Test
    void a_log_gets_the_same_in_one_line() {
        Picture picture = picture(Samples.database(DatabasePhase.COPY, 2, 12_200_000_000L));

        assertThat(StatusLine.of(picture, Instant.parse("2026-11-20T10:15:00.123Z")))
                .isEqualTo(
                        "2026-11-20T10:15:00Z shop-1 copy 62.0% 12.4GB/20.0GB 2/4 tables"
                                + " | indexes 1/4 objects 10/30 | 118MB/s 210k rows/s"
                                + " | eta ~32.2s");
    }

    @Test
    void no_estimate_before_one_percent() {
        Picture picture = picture(Samples.database(DatabasePhase.COPY, 0, 0));

        assertThat(picture.copyFraction()).isLessThan(0.01);
        assertThat(picture.copyRemaining()).isEmpty();
        assertThat(String.join("\n", new Frame(Style.PLAIN, 120).lines(picture)))
                .doesNotContain("ETA");
    }

    @Test
    void never_more_than_99_percent_until_the_phase_says_done() {
        Picture more = picture(Samples.database(DatabasePhase.COPY, 4, 30_000_000_000L));
        Picture done = picture(Samples.database(DatabasePhase.INDEXES, 4, 19_000_000_000L));

        assertThat(more.copyFraction()).isEqualTo(0.99);
        assertThat(done.copyFraction()).isEqualTo(1);
        assertThat(StatusLine.of(more, Instant.EPOCH)).contains(" 99.0% 20.0GB/20.0GB");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 100, 200})
    void every_line_fits_the_window(int width) {
        Picture picture = picture(Samples.database(DatabasePhase.COPY, 2, 12_200_000_000L));

        assertThat(new Frame(Style.PLAIN, width).lines(picture))
                .allSatisfy(line -> assertThat(Text.length(line)).isLessThan(width));
    }

    @Test
    void several_databases_are_listed() {
        DatabaseStatus[] many = new DatabaseStatus[10];
        Arrays.fill(many, Samples.database(DatabasePhase.COPY, 2, 1));

        assertThat(new Frame(Style.PLAIN, 100).lines(picture(many)))
                .contains("         … and 2 more databases")
                .hasSizeLessThan(20);
    }

    @Test
    void before_anything_is_planned_only_the_phase_is_shown() {
        assertThat(new Frame(Style.PLAIN, 100).lines(picture()))
                .containsExactly(
                        "shop-1  old:5432/shop -> new:5432/shop  01:19",
                        "phase    starting",
                        "now      copying public.orders (3/7 chunks)");
    }
}
