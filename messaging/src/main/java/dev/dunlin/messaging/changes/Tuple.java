package dev.dunlin.messaging.changes;

/**
 * Finds its way in a tuple where it lies: a tuple is an array and the place of its column count, a
 * value the place of its tag. Nothing is copied.
 */
public final class Tuple {

    public static final byte NULL = 'n';
    public static final byte UNCHANGED = 'u';
    public static final byte TEXT = 't';

    private static final int TEXT_HEAD = 5;

    private Tuple() {}

    /** How many columns the tuple has. */
    public static int columns(byte[] bytes, int tuple) {
        return BigEndian.u16(bytes, tuple);
    }

    /** Place of the first value. */
    public static int first(int tuple) {
        return tuple + 2;
    }

    /** Place behind a value: the next one, or the end of the tuple. */
    public static int after(byte[] bytes, int value) {
        return bytes[value] == TEXT
                ? value + TEXT_HEAD + BigEndian.i32(bytes, value + 1)
                : value + 1;
    }

    /** Place of a column's value, counted from 0. */
    public static int value(byte[] bytes, int tuple, int column) {
        int at = tuple + 2;
        for (int i = 0; i < column; i++) {
            at = after(bytes, at);
        }
        return at;
    }

    /** Place behind the tuple. */
    public static int end(byte[] bytes, int tuple) {
        return value(bytes, tuple, columns(bytes, tuple));
    }

    /** Where a value's text begins. */
    public static int textStart(int value) {
        return value + TEXT_HEAD;
    }

    /** How many bytes a value's text has. */
    public static int textLength(byte[] bytes, int value) {
        return BigEndian.i32(bytes, value + 1);
    }

    /** Whether a column is left out because it did not change. */
    public static boolean hasUnchanged(byte[] bytes, int tuple) {
        int at = tuple + 2;
        for (int left = columns(bytes, tuple); left > 0; left--) {
            if (bytes[at] == UNCHANGED) {
                return true;
            }
            at = after(bytes, at);
        }
        return false;
    }
}
