package dev.dunlin.app;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people type them. */
public final class Amounts {

    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s?)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([KMGT]?I?B)?");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "B", 1L,
                    "KB", 1_000L,
                    "MB", 1_000_000L,
                    "GB", 1_000_000_000L,
                    "TB", 1_000_000_000_000L,
                    "KIB", 1L << 10,
                    "MIB", 1L << 20,
                    "GIB", 1L << 30,
                    "TIB", 1L << 40);

    private Amounts() {}

    /** Seconds of {@code 90}, {@code 90s}, {@code 10m} or {@code 1h30m}. */
    public static int seconds(String option, String text, String example) {
        Matcher matcher = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.isBlank() || !matcher.matches()) {
            throw new UsageException(
                    option + " is a time like 90s, 10m or 1h30m", option + " " + example);
        }
        long seconds = 3600 * part(matcher, 1) + 60 * part(matcher, 2) + part(matcher, 3);
        return (int) Math.min(Integer.MAX_VALUE, seconds);
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Bytes of {@code 50GB}, {@code 512MiB} or a bare number. */
    public static long bytes(String option, String text) {
        Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(option + " is a size like 50GB", option + " 50GB");
        }
        String unit = matcher.group(2);
        long factor = unit == null ? 1 : UNITS.getOrDefault(unit, 1L);
        try {
            long bytes = Math.multiplyExact(part(matcher, 1), factor);
            if (bytes > 0) {
                return bytes;
            }
        } catch (ArithmeticException _) {
            // More than any disk: refused like nothing at all.
        }
        throw new UsageException(option + " is out of range", option + " 50GB");
    }
}
