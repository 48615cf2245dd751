package dev.dunlin.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples in the form that the Prometheus library writes. */
final class Snapshots {

    private static final String TOTAL = "_total";
    private static final String INFO = "_info";

    private Snapshots() {}

    /** Of several samples with the same labels the first one counts. */
    static MetricSnapshots of(List<Sample> samples) {
        Map<Metric, Map<Labels, Double>> byMetric = new EnumMap<>(Metric.class);
        for (Sample sample : samples) {
            byMetric.computeIfAbsent(sample.metric(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(labels(sample), sample.value());
        }
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        byMetric.forEach((metric, points) -> all.metricSnapshot(snapshot(metric, points)));
        return all.build();
    }

    private static MetricSnapshot snapshot(Metric metric, Map<Labels, Double> points) {
        return switch (metric.type()) {
            case GAUGE -> gauge(metric, points);
            case COUNTER -> counter(metric, points);
            case INFO -> info(metric, points);
            case HISTOGRAM ->
                    throw new IllegalArgumentException(metric + " is no state but a histogram");
        };
    }

    private static MetricSnapshot gauge(Metric metric, Map<Labels, Double> points) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.text()).help(metric.meaning());
        points.forEach(
                (labels, value) ->
                        gauge.dataPoint(
                                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                        .labels(labels)
                                        .value(value)
                                        .build()));
        return gauge.build();
    }

    private static MetricSnapshot counter(Metric metric, Map<Labels, Double> points) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(without(metric, TOTAL)).help(metric.meaning());
        points.forEach(
                (labels, value) ->
                        counter.dataPoint(
                                CounterSnapshot.CounterDataPointSnapshot.builder()
                                        .labels(labels)
                                        .value(value)
                                        .build()));
        return counter.build();
    }

    private static MetricSnapshot info(Metric metric, Map<Labels, Double> points) {
        InfoSnapshot.Builder info =
                InfoSnapshot.builder().name(without(metric, INFO)).help(metric.meaning());
        points.keySet()
                .forEach(
                        labels ->
                                info.dataPoint(
                                        InfoSnapshot.InfoDataPointSnapshot.builder()
                                                .labels(labels)
                                                .build()));
        return info.build();
    }

    private static Labels labels(Sample sample) {
        return Labels.of(
                sample.metric().labels().toArray(String[]::new),
                sample.labels().toArray(String[]::new));
    }

    /** The library adds the ending itself. */
    private static String without(Metric metric, String ending) {
        return metric.text().substring(0, metric.text().length() - ending.length());
    }
}
