package dev.dunlin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final AtomicLong now = new AtomicLong();
    private final Meters meters = new Meters(now::get);

    @Test
    void what_is_counted_has_the_name_and_labels_that_are_written_down() {
        meters.count(Metric.COPY_ROWS_TOTAL, 3, "shop", "orders");
        meters.count(Metric.COPY_ROWS_TOTAL, 4, "shop", "orders");
        meters.observeNanos(Metric.COPY_CHUNK_DURATION_SECONDS, 300_000_000, "shop", "orders");
        meters.observe(Metric.APPLY_BATCH_SIZE_CHANGES, 70, "shop", "orders");

        assertThat(meters.page())
                .contains("# TYPE dunlin_copy_rows_total counter\n")
                .contains("dunlin_copy_rows_total{database=\"orders\",migration=\"shop\"} 7.0\n")
                .contains("# TYPE dunlin_copy_chunk_duration_seconds histogram\n")
                .contains("migration=\"shop\",le=\"0.5\"} 1\n")
                .contains("migration=\"shop\",le=\"0.1\"} 0\n")
                .contains("# TYPE dunlin_apply_batch_size_changes histogram\n")
                .contains("migration=\"shop\",le=\"100.0\"} 1\n")
                .contains("migration=\"shop\",le=\"10.0\"} 0\n");
    }

    @Test
    void state_is_asked_for_each_time_and_goes_with_its_source() {
        AtomicLong bytes = new AtomicLong(1);
        Meters.Source source =
                meters.add(
                        () ->
                                List.of(
                                        Sample.of(Metric.MIGRATED_BYTES, bytes.get(), "m", "d"),
                                        Sample.of(Metric.BUILD_INFO, 1, "1", "serve")));
        assertThat(meters.page())
                .contains("dunlin_migrated_bytes{database=\"d\",migration=\"m\"} 1.0\n")
                .contains("dunlin_build_info{role=\"serve\",version=\"1\"} 1\n");
        bytes.set(2);
        assertThat(meters.page()).contains("migration=\"m\"} 2.0\n");
        source.close();
        assertThat(meters.page()).doesNotContain("dunlin_migrated_bytes");
    }

    @Test
    void two_sources_that_know_the_same_tell_it_once() {
        List<Sample> same = List.of(Sample.of(Metric.CHANGES_PENDING, 5, "m", "d"));
        try (Meters.Source _ = meters.add(() -> same);
                Meters.Source _ = meters.add(() -> same)) {
            assertThat(meters.page().lines())
                    .filteredOn(line -> line.startsWith("dunlin_changes_pending"))
                    .hasSize(1);
        }
    }

    @Test
    void a_migration_of_long_ago_is_not_shown_for_ever() {
        meters.count(Metric.COPY_ROWS_TOTAL, 1, "old", "d");
        now.addAndGet(Duration.ofHours(4).toNanos());
        meters.count(Metric.COPY_ROWS_TOTAL, 1, "new", "d");
        meters.count(Metric.DEAD_LETTERS_TOTAL, 1);
        assertThat(meters.page()).contains("migration=\"old\"");
        now.addAndGet(Duration.ofHours(4).toNanos());
        assertThat(meters.page())
                .doesNotContain("migration=\"old\"")
                .contains("migration=\"new\"")
                .contains("dunlin_dead_letters_total 1.0");
        meters.count(Metric.COPY_ROWS_TOTAL, 1, "old", "d");
        assertThat(meters.page()).contains("migration=\"old\"");
    }

    @Test
    void labels_and_types_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> meters.count(Metric.COPY_ROWS_TOTAL, 1, "shop"))
                .hasMessageContaining("migration, database");
        assertThatThrownBy(() -> meters.count(Metric.CHANGES_PENDING, 1, "m", "d"))
                .hasMessageContaining("GAUGE");
        assertThatThrownBy(() -> Sample.of(Metric.CHANGES_PENDING, 1, "m"))
                .hasMessageContaining("migration, database");
    }

    @Test
    void a_process_tells_what_it_is_and_of_its_jvm_what_is_looked_at() {
        try (ProcessMeters _ = ProcessMeters.begin("sink-worker")) {
            String page = Meters.process().page();
            assertThat(page)
                    .contains("dunlin_build_info{role=\"sink-worker\",version=\"0.")
                    .contains("jvm_memory_used_bytes{area=\"heap\"")
                    .contains("process_cpu_usage ")
                    .contains("dunlin_dead_letters_total 0.0")
                    .doesNotContain("jvm_threads_states", "system_cpu");
        }
        assertThat(Meters.process().page()).doesNotContain("sink-worker");
    }
}
