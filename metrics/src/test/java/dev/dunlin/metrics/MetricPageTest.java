package dev.dunlin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md is what {@link Metric} says. To write it anew: {@code -Ddunlin.write=true}. */
class MetricPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");

    private static final String HEAD =
            """
            # Metrics

            Written by `MetricPageTest` from the enum `Metric`; the build fails when this page
            is stale. What to watch and how to ask is in [watching](watching.md).

            Every process tells its metrics at `/metrics`, in Prometheus' text form, without a
            token: `coordinator` and `serve` on their REST port, workers and `run` on
            `--http-port`. "State" comes from coordinators (and `run`), each of which tells all
            of it: take `max by (…)` where several are scraped. Counters begin anew with their
            process.

            `migration` is the name people gave; `database` is the one on the source, also of a
            migration of several. A histogram has `_bucket`, `_sum`, `_count` and, beside it,
            the gauge `_max` of the last minutes.

            """;

    private static final String FOOT =
            """

            Beside these every process has, under Micrometer's names, `jvm_memory_used_bytes`,
            `jvm_memory_committed_bytes`, `jvm_memory_max_bytes`,
            `jvm_buffer_memory_used_bytes`, `jvm_gc_pause_seconds`,
            `jvm_gc_memory_allocated_bytes_total`, `jvm_threads_live_threads`,
            `process_cpu_usage`, `process_uptime_seconds`, `process_start_time_seconds`,
            `process_files_open_files` and `process_files_max_files`.

            Series of a table (`dunlin_table_…`) exist only with `--metrics-tables copying`
            (tables that are copied or built now) or `all`: 500 migrations of 1,000 tables are 2
            million series.
            """;

    @Test
    void the_page_is_what_the_code_says() throws IOException {
        String page =
                HEAD
                        + "| name | type | unit | told by | labels | meaning |\n"
                        + "|---|---|---|---|---|---|\n"
                        + Arrays.stream(Metric.values())
                                .map(MetricPageTest::row)
                                .collect(Collectors.joining())
                        + FOOT;
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        metric.text(),
                        metric.type().label(),
                        metric.unit(),
                        metric.origin().label(),
                        metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", ")),
                        metric.meaning());
    }
}
