package dev.dunlin.app.show;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Units {

    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] COUNTS = {"", "k", "M", "G", "T"};

    private Units() {}

    /** Three digits at most, powers of 1000: {@code 12.4 GB}. */
    static String bytes(long bytes) {
        return scaled(bytes, BYTES, " ");
    }

    /** Three digits at most: {@code 210k}. */
    static String shortCount(long count) {
        return scaled(count, COUNTS, "");
    }

    private static String scaled(long value, String[] names, String gap) {
        double rest = Math.max(0, value);
        int step = 0;
        while (rest >= 999.5 && step < names.length - 1) {
            rest /= 1000;
            step++;
        }
        String digits =
                step == 0 || rest >= 99.95
                        ? String.format(Locale.ROOT, "%.0f", rest)
                        : String.format(Locale.ROOT, "%.1f", rest);
        return digits + gap + names[step];
    }

    /** Every digit, grouped: {@code 1,234,567}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 0.42s}, {@code 12.3s}, {@code 1m19s}, {@code 2h05m}. */
    static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 9_995) {
            return String.format(Locale.ROOT, "%.2fs", millis / 1000.0);
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
        }
        long seconds = (millis + 500) / 1000;
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
    }

    /** Whole seconds as a clock shows them: {@code 01:19}, {@code 2:05:00}. */
    static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3600,
                        seconds % 3600 / 60,
                        seconds % 60);
    }
}
