package dev.dunlin.app.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rates over the last ten seconds, from figures that only grow. */
final class RateMeter {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Figures at one moment.
     *
     * @param planned the part of the planned bytes that is done
     */
    record Sample(Instant at, long rows, long bytes, double planned) {}

    /** Per second. */
    record Rates(double rows, double bytes, double planned) {

        static final Rates UNKNOWN = new Rates(0, 0, 0);
    }

    /** Takes the figures of now and gives the rates of now. */
    Rates add(Sample now) {
        samples.addLast(now);
        Instant oldest = now.at().minus(WINDOW);
        while (samples.size() > 2 && samples.getFirst().at().isBefore(oldest)) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        Duration span = Duration.between(first.at(), now.at());
        if (span.compareTo(SHORTEST) < 0) {
            return Rates.UNKNOWN;
        }
        double seconds = span.toMillis() / 1000.0;
        return new Rates(
                Math.max(0, now.rows() - first.rows()) / seconds,
                Math.max(0, now.bytes() - first.bytes()) / seconds,
                Math.max(0, now.planned() - first.planned()) / seconds);
    }
}
