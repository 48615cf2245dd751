package dev.dunlin.app.show;

import java.time.Duration;

/** Figures as people read them, for other packages. */
public final class Amount {

    private Amount() {}

    /** {@code 12.4 GB}. */
    public static String bytes(long bytes) {
        return Units.bytes(bytes);
    }

    /** {@code 1,234,567}. */
    public static String count(long count) {
        return Units.count(count);
    }

    /** {@code 0.42s}, {@code 1m19s}. */
    public static String duration(Duration duration) {
        return Units.duration(duration);
    }
}
