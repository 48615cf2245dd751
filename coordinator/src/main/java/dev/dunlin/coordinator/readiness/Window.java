package dev.dunlin.coordinator.readiness;

import java.util.ArrayList;
import java.util.List;

/** A count over the last seconds, oldest sample first. */
record Window(List<Sample> samples) {

    static final long MILLIS = 10_000;
    static final Window EMPTY = new Window(List.of());

    Window {
        samples = List.copyOf(samples);
    }

    /** The count at a moment. */
    record Sample(long at, long count) {}

    /**
     * With one more sample. The newest of those that are too old stays as the window's edge; a
     * moment that is not after the last one replaces it.
     */
    Window with(long at, long count) {
        List<Sample> kept = new ArrayList<>(samples);
        kept.removeIf(sample -> sample.at() >= at);
        kept.add(new Sample(at, count));
        while (kept.size() > 2 && kept.get(1).at() <= at - MILLIS) {
            kept.removeFirst();
        }
        return new Window(kept);
    }

    /** How long it covers. */
    long millis() {
        return samples.isEmpty() ? 0 : samples.getLast().at() - samples.getFirst().at();
    }

    /** By how much the count grew over it. */
    long growth() {
        return samples.isEmpty() ? 0 : samples.getLast().count() - samples.getFirst().count();
    }

    /** Growth in a second; 0 while there is nothing to compare. */
    long perSecond() {
        return millis() == 0 ? 0 : Math.max(0, Math.round(growth() * 1000.0 / millis()));
    }
}
