package dev.dunlin.metrics;

import java.util.Locale;

/** Of which tables there are series: a thousand tables in many migrations make many of them. */
public enum TableSeries {
    /** None: a migration has counts of tables only. */
    NONE,
    /** Those that are being copied or built now. */
    COPYING,
    ALL;

    /**
     * By name.
     *
     * @throws IllegalArgumentException when there is none of it
     */
    public static TableSeries of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
