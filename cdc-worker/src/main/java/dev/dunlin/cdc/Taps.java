package dev.dunlin.cdc;

import io.debezium.jdbc.JdbcConfiguration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Where classes that Debezium makes by name find the tap they belong to. */
final class Taps {

    /** Debezium hands all settings with the prefix {@code driver.} to its connections. */
    private static final String SETTING = "dunlin.tap";

    private static final Map<String, ChangeTap> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();

    private Taps() {}

    /** The name of the setting that says which tap, for the engine's properties. */
    static String setting() {
        return "driver." + SETTING;
    }

    /** Makes a tap known; its key is the value of the setting. */
    static String add(ChangeTap tap) {
        String key = Long.toString(LAST.incrementAndGet());
        OPEN.put(key, tap);
        return key;
    }

    static void remove(String key) {
        OPEN.remove(key);
    }

    static ChangeTap of(JdbcConfiguration config) {
        String key = config.getString(SETTING);
        ChangeTap tap = key == null ? null : OPEN.get(key);
        if (tap == null) {
            throw new IllegalStateException("the capture that this belongs to has ended");
        }
        return tap;
    }
}
