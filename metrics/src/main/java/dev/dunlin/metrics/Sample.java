package dev.dunlin.metrics;

import java.util.List;

/**
 * A value that stands in durable state now.
 *
 * @param labels values of the metric's labels, in their order
 */
public record Sample(Metric metric, List<String> labels, double value) {

    public Sample {
        labels = List.copyOf(labels);
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has labels " + metric.labels());
        }
    }

    /** A sample with these values of the labels. */
    public static Sample of(Metric metric, double value, String... labels) {
        return new Sample(metric, List.of(labels), value);
    }

    /** The same with a whole number. */
    public static Sample of(Metric metric, long value, String... labels) {
        return of(metric, (double) value, labels);
    }

    /** 1 when it holds, 0 when not. */
    public static Sample of(Metric metric, boolean holds, String... labels) {
        return of(metric, holds ? 1.0 : 0.0, labels);
    }
}
