package dev.dunlin.coordinator.readiness;

/** A place in a WAL, written {@code X/Y} in hexadecimal digits. */
public final class Lsn {

    private Lsn() {}

    /** Bytes since the WAL began; 0 for what is no LSN. */
    public static long bytes(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            return 0;
        }
        try {
            return (Long.parseLong(text.substring(0, slash), 16) << 32)
                    | Long.parseLong(text.substring(slash + 1), 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
