package dev.dunlin.messaging;

import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * The few figures of Kafka's clients that somebody looks at, of all clients of the process
 * together: a client has hundreds, and a worker has dozens of clients that come and go. Kafka makes
 * one of these in each client. What a client that was closed has counted stays in the sum.
 */
public final class ClientMeters implements MetricsReporter {

    private static final Set<String> BY_CLIENT = Set.of("client-id");
    private static final double MILLIS = 1_000;

    /** Open clients' metrics, with what each stands for. */
    private static final Map<KafkaMetric, Metric> OPEN = new ConcurrentHashMap<>();

    private static final Map<Metric, Double> CLOSED = new ConcurrentHashMap<>();

    static {
        Meters.process().add(ClientMeters::samples);
    }

    /** Made by Kafka. */
    public ClientMeters() {}

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        Metric shown = shown(metric.metricName());
        if (shown != null) {
            OPEN.put(metric, shown);
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        Metric shown = OPEN.remove(metric);
        if (shown != null && shown.type() == Metric.Type.COUNTER) {
            CLOSED.merge(shown, value(metric), Double::sum);
        }
    }

    private static List<Sample> samples() {
        Map<Metric, Double> sums = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (metric.name().startsWith("KAFKA_")) {
                sums.put(metric, CLOSED.getOrDefault(metric, 0.0));
            }
        }
        OPEN.forEach((metric, shown) -> sums.merge(shown, value(metric), joined(shown)));
        List<Sample> samples = new ArrayList<>();
        sums.forEach((metric, value) -> samples.add(Sample.of(metric, value)));
        return samples;
    }

    private static BinaryOperator<Double> joined(Metric metric) {
        return switch (metric) {
            case KAFKA_REQUEST_LATENCY_SECONDS, KAFKA_CONSUMER_LAG_RECORDS -> Math::max;
            default -> Double::sum;
        };
    }

    /** Kafka says NaN of what was not measured yet. */
    private static double value(KafkaMetric metric) {
        double value = metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
        double known = Double.isFinite(value) ? Math.max(0, value) : 0;
        return metric.metricName().name().equals("request-latency-max") ? known / MILLIS : known;
    }

    private static @Nullable Metric shown(MetricName name) {
        if (!name.tags().keySet().equals(BY_CLIENT)) {
            return null;
        }
        return switch (name.group() + "/" + name.name()) {
            case "producer-metrics/outgoing-byte-total" -> Metric.KAFKA_SENT_BYTES_TOTAL;
            case "producer-metrics/record-error-total" -> Metric.KAFKA_SEND_ERRORS_TOTAL;
            case "producer-metrics/record-retry-total" -> Metric.KAFKA_SEND_RETRIES_TOTAL;
            case "producer-metrics/request-latency-max" -> Metric.KAFKA_REQUEST_LATENCY_SECONDS;
            case "consumer-fetch-manager-metrics/bytes-consumed-total",
                    "consumer-share-fetch-manager-metrics/bytes-consumed-total" ->
                    Metric.KAFKA_RECEIVED_BYTES_TOTAL;
            case "consumer-fetch-manager-metrics/records-lag-max" ->
                    Metric.KAFKA_CONSUMER_LAG_RECORDS;
            case "producer-metrics/connection-count",
                    "consumer-metrics/connection-count",
                    "admin-client-metrics/connection-count" ->
                    Metric.KAFKA_CONNECTIONS;
            default -> null;
        };
    }

    @Override
    public void close() {
        // Each metric was removed before.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // There is nothing to choose.
    }
}
