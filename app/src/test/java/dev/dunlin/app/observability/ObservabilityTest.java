package dev.dunlin.app.observability;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.app.observability.Observability.Query;
import dev.dunlin.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a panel, a rule or an alert names is there, under this name and with these labels. */
class ObservabilityTest {

    private static final List<String> SCRAPED = List.of("instance", "job");

    /** Micrometer's, of those that {@code ProcessMeters} shows. */
    private static final Map<String, Set<String>> OTHERS =
            Map.of(
                    "up", Set.of(),
                    "process_cpu_usage", Set.of(),
                    "process_files_open_files", Set.of(),
                    "jvm_memory_used_bytes", Set.of("area", "id"),
                    "jvm_memory_max_bytes", Set.of("area", "id"),
                    "jvm_buffer_memory_used_bytes", Set.of("id"),
                    "jvm_gc_pause_seconds_sum", Set.of("action", "cause", "gc"));

    @Test
    void every_metric_that_is_used_exists_with_these_labels() {
        Map<String, Set<String>> known = known();
        List<Query> queries = queries();
        assertThat(queries).hasSizeGreaterThan(90);
        for (Query query : queries) {
            Expression expression = new Expression(query.text());
            Set<String> possible = new HashSet<>(SCRAPED);
            assertThat(expression.uses()).as(query.where()).isNotEmpty();
            for (Expression.Use use : expression.uses()) {
                assertThat(known).as(query.where()).containsKey(use.metric());
                Set<String> labels = known.getOrDefault(use.metric(), Set.of());
                possible.addAll(labels);
                Set<String> allowed = new HashSet<>(labels);
                allowed.addAll(SCRAPED);
                assertThat(allowed).as(query.where()).containsAll(use.labels());
            }
            assertThat(possible).as(query.where()).containsAll(expression.groupings());
        }
    }

    @Test
    void what_is_not_there_is_noticed() {
        Expression wrong =
                new Expression("sum by (shade) (rate(dunlin_gone_total{hue=\"}\"}[5m]))");
        assertThat(wrong.uses().getFirst().metric()).isEqualTo("dunlin_gone_total");
        assertThat(wrong.groupings()).containsExactly("shade");
        assertThat(new Expression("time() - max by (a) (x{b=\"c=d\"}) > 3 * y or z[5m]").uses())
                .containsExactlyInAnyOrder(
                        new Expression.Use("x", Set.of("b")),
                        new Expression.Use("y", Set.of()),
                        new Expression.Use("z", Set.of()));
    }

    @Test
    void every_metric_is_on_a_dashboard_or_in_a_rule() {
        Set<String> used =
                queries().stream()
                        .flatMap(query -> new Expression(query.text()).uses().stream())
                        .map(Expression.Use::metric)
                        .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
                        .collect(toSet());
        // Looked up by hand: joined, or of single tables.
        Set<Metric> apart =
                Set.of(
                        Metric.MIGRATION_START_TIMESTAMP_SECONDS,
                        Metric.MIGRATION_RESUMES,
                        Metric.MIGRATION_FINDINGS,
                        Metric.MIGRATED_ROWS,
                        Metric.TABLE_MIGRATED_ROWS,
                        Metric.TABLE_CHUNKS,
                        Metric.TABLE_EXPECTED_BYTES);
        for (Metric metric : Metric.values()) {
            if (!apart.contains(metric)) {
                assertThat(used).contains(metric.text());
            }
        }
    }

    @Test
    void every_alert_has_a_severity_a_runbook_and_a_test() throws IOException {
        String tests = Files.readString(Observability.ROOT.resolve("tests/alerts.yml"));
        String page = Files.readString(Path.of("../docs/watching.md"));
        List<JsonNode> alerts =
                Observability.rules().stream().filter(rule -> rule.has("alert")).toList();
        assertThat(alerts).hasSizeGreaterThan(12);
        for (JsonNode alert : alerts) {
            String name = alert.path("alert").asText();
            assertThat(alert.path("labels").path("severity").asText())
                    .as(name)
                    .isIn("info", "warning", "critical");
            assertThat(alert.path("annotations").path("summary").asText()).as(name).isNotEmpty();
            Path runbook = Path.of("..", alert.path("annotations").path("runbook_url").asText());
            assertThat(runbook).as(name).exists();
            assertThat(Files.readString(runbook))
                    .startsWith("# " + name + "\n")
                    .contains("\n## Look at\n", "\n## Do\n");
            assertThat(tests).contains("alertname: " + name + "\n");
            assertThat(page).contains("runbooks/" + name + ".md");
        }
        try (Stream<Path> pages = Files.list(Path.of("../docs/runbooks"))) {
            assertThat(pages).hasSameSizeAs(alerts);
        }
    }

    @Test
    void dashboards_are_what_grafana_takes() {
        List<JsonNode> dashboards = Observability.dashboards();
        assertThat(dashboards)
                .extracting(dashboard -> dashboard.path("uid").asText())
                .containsExactlyInAnyOrder("dunlin-fleet", "dunlin-migration", "dunlin-runtime");
        for (JsonNode dashboard : dashboards) {
            List<Integer> ids = new ArrayList<>();
            Set<List<Integer>> taken = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                String title = panel.path("title").asText();
                ids.add(panel.path("id").asInt());
                assertThat(panel.path("type").asText())
                        .as(title)
                        .isIn("row", "stat", "table", "timeseries", "bargauge", "state-timeline");
                JsonNode place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt())
                        .as(title)
                        .isLessThanOrEqualTo(24);
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        List<Integer> cell =
                                List.of(place.path("x").asInt() + x, place.path("y").asInt() + y);
                        assertThat(taken.add(cell)).as(title + " lies on another panel").isTrue();
                    }
                }
            }
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    @Test
    void what_is_provisioned_is_what_the_dashboards_ask() {
        JsonNode source =
                Observability.yaml("grafana/provisioning/datasources/prometheus.yml")
                        .path("datasources")
                        .get(0);
        for (JsonNode dashboard : Observability.dashboards()) {
            JsonNode variable = dashboard.path("templating").path("list").get(0);
            assertThat(variable.path("current").path("value").asText())
                    .isEqualTo(source.path("uid").asText());
            Observability.items(dashboard.path("panels"))
                    .filter(panel -> !panel.path("type").asText().equals("row"))
                    .forEach(
                            panel ->
                                    assertThat(panel.path("datasource").path("uid").asText())
                                            .isEqualTo("${datasource}"));
        }
        JsonNode provider =
                Observability.yaml("grafana/provisioning/dashboards/dunlin.yml")
                        .path("providers")
                        .get(0);
        assertThat(provider.path("options").path("path").asText())
                .isEqualTo("/var/lib/grafana/dashboards");
    }

    private static List<Query> queries() {
        List<Query> queries = new ArrayList<>(Observability.panels());
        queries.addAll(Observability.annotations());
        for (JsonNode rule : Observability.rules()) {
            String name = rule.path("record").asText(rule.path("alert").asText());
            queries.add(new Query(name, rule.path("expr").asText()));
        }
        return queries;
    }

    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new HashMap<>(OTHERS);
        for (Metric metric : Metric.values()) {
            Set<String> labels = Set.copyOf(metric.labels());
            known.put(metric.text(), labels);
            if (metric.type() == Metric.Type.HISTOGRAM) {
                Set<String> withBound = new HashSet<>(labels);
                withBound.add("le");
                known.put(metric.text() + "_bucket", withBound);
                known.put(metric.text() + "_sum", labels);
                known.put(metric.text() + "_count", labels);
            }
        }
        for (JsonNode rule : Observability.rules()) {
            if (rule.has("record")) {
                known.put(
                        rule.path("record").asText(),
                        new Expression(rule.path("expr").asText()).groupings());
            }
        }
        return known;
    }
}
