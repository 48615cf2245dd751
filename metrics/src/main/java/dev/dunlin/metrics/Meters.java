package dev.dunlin.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The meters of a process. There is one of it in a process, as there is one log: whatever is done
 * is counted where it is done, and the page shows all roles that run here. Safe for all threads.
 *
 * <p>Series of a migration that nothing was done for in six hours are dropped, so that a worker
 * that has lived long does not show every migration it ever met.
 */
public final class Meters {

    /** What the page is, for the header of an answer. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Meters PROCESS = new Meters(System::nanoTime);
    private static final String MIGRATION = "migration";
    private static final long IDLE_NANOS = Duration.ofHours(6).toNanos();
    private static final Duration[] TIMES =
            DoubleStream.of(0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200)
                    .mapToObj(seconds -> Duration.ofMillis((long) (seconds * 1_000)))
                    .toArray(Duration[]::new);
    private static final double[] AMOUNTS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Supplier<List<Sample>>> sources = new CopyOnWriteArrayList<>();
    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Meters(LongSupplier nanos) {
        this.nanos = nanos;
        registry.config().meterFilter(ProcessMeters.filter());
        registry.getPrometheusRegistry().register(this::state);
    }

    /** Those of this process. */
    public static Meters process() {
        return PROCESS;
    }

    /**
     * Adds to a counter.
     *
     * @param labels values of its labels, in their order
     */
    public void count(Metric metric, long amount, String... labels) {
        require(metric, Metric.Type.COUNTER);
        Counter.builder(metric.text())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry)
                .increment((double) amount);
    }

    /**
     * Takes a number of things into a histogram.
     *
     * @param labels values of its labels, in their order
     */
    public void observe(Metric metric, long amount, String... labels) {
        require(metric, Metric.Type.HISTOGRAM);
        DistributionSummary.builder(metric.text())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(AMOUNTS)
                .register(registry)
                .record((double) amount);
    }

    /**
     * Takes how long something took into a histogram of seconds.
     *
     * @param labels values of its labels, in their order
     */
    public void observeNanos(Metric metric, long took, String... labels) {
        require(metric, Metric.Type.HISTOGRAM);
        Timer.builder(metric.text())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(TIMES)
                .register(registry)
                .record(took, TimeUnit.NANOSECONDS);
    }

    /** Asks the source whenever the page is read, until what is returned is closed. */
    public Source add(Supplier<List<Sample>> source) {
        sources.add(source);
        return () -> sources.remove(source);
    }

    /** A source that can be taken away. */
    @FunctionalInterface
    public interface Source extends AutoCloseable {
        @Override
        void close();
    }

    /** The page, in Prometheus' text form ({@link #CONTENT_TYPE}). */
    public String page() {
        dropIdle();
        return registry.scrape();
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    private static void require(Metric metric, Metric.Type type) {
        if (metric.type() != type) {
            throw new IllegalArgumentException(metric + " is a " + metric.type());
        }
    }

    private Tags tags(Metric metric, String... values) {
        List<String> names = metric.labels();
        if (names.size() != values.length) {
            throw new IllegalArgumentException(metric + " has labels " + names);
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            tags.add(Tag.of(name, values[i]));
            if (name.equals(MIGRATION)) {
                used.put(values[i], nanos.getAsLong());
            }
        }
        return Tags.of(tags);
    }

    private void dropIdle() {
        long now = nanos.getAsLong();
        Set<String> idle =
                used.entrySet().stream()
                        .filter(entry -> now - entry.getValue() > IDLE_NANOS)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        if (idle.isEmpty()) {
            return;
        }
        for (Meter meter : registry.getMeters()) {
            String migration = meter.getId().getTag(MIGRATION);
            if (migration != null && idle.contains(migration)) {
                registry.remove(meter);
            }
        }
        used.keySet().removeAll(idle);
    }

    private MetricSnapshots state() {
        return Snapshots.of(sources.stream().flatMap(source -> source.get().stream()).toList());
    }
}
