package dev.dunlin.app.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.ProcessMeters;
import dev.dunlin.metrics.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus' own tool says; it is in Debian's package {@code prometheus}. */
class PromtoolTest {

    @BeforeAll
    static void is_there() {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(
                Stream.of(path.split(":", -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
                "promtool is not installed");
    }

    @Test
    void the_configuration_and_its_rules_are_taken() throws Exception {
        assertThat(promtool("", "check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    @Test
    void every_alert_fires_when_it_should_and_not_otherwise() throws Exception {
        assertThat(promtool("", "test", "rules", "tests/alerts.yml")).contains("SUCCESS");
    }

    /** Every metric there can be, once. */
    @Test
    void a_page_with_every_metric_is_without_fault() throws Exception {
        Meters meters = Meters.process();
        List<Sample> state =
                Arrays.stream(Metric.values())
                        .filter(metric -> metric.type() != Metric.Type.HISTOGRAM)
                        .filter(metric -> metric.type() != Metric.Type.COUNTER)
                        .map(metric -> Sample.of(metric, 1, labels(metric)))
                        .toList();
        try (ProcessMeters _ = ProcessMeters.begin("test");
                Meters.Source _ = meters.add(() -> state)) {
            for (Metric metric : Metric.values()) {
                if (metric.type() == Metric.Type.COUNTER && !metric.name().startsWith("KAFKA")) {
                    meters.count(metric, 1, labels(metric));
                } else if (metric.type() == Metric.Type.HISTOGRAM) {
                    if (metric.unit().equals("seconds")) {
                        meters.observeNanos(metric, 1, labels(metric));
                    } else {
                        meters.observe(metric, 1, labels(metric));
                    }
                }
            }
            String page = meters.page();
            assertThat(promtool(page, "check", "metrics")).isEmpty();
            for (Metric metric : Metric.values()) {
                if (!metric.name().startsWith("KAFKA")) {
                    assertThat(page).contains("\n# TYPE " + metric.text() + " ");
                }
            }
        }
    }

    private static String[] labels(Metric metric) {
        return Collections.nCopies(metric.labels().size(), "x").toArray(String[]::new);
    }

    private static String promtool(String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Arrays.stream(arguments)).toList();
        Path in = Files.createTempFile("promtool", ".in");
        try {
            Files.writeString(in, input);
            Process process =
                    new ProcessBuilder(command)
                            .directory(Observability.ROOT.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(in.toFile())
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } finally {
            Files.delete(in);
        }
    }
}
