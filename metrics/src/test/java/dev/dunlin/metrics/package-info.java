/**
 * What Dunlin measures. {@code Metric} holds every name; {@code Meters} counts and times what this
 * process does, and asks its sources of {@code Sample}s what stands in durable state; the page at
 * {@code /metrics} is both together. Knows nothing else of Dunlin.
 */
@NullMarked
package dev.dunlin.metrics;

import org.jspecify.annotations.NullMarked;
