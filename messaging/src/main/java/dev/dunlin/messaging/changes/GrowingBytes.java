package dev.dunlin.messaging.changes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that is written at its end, big endian. */
final class GrowingBytes {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Up to here, a loop over the characters beats an array that is copied once more. */
    private static final int SHORT_TEXT = 48;

    /** From here on an array does not double: there may be little room for one more. */
    private static final int LARGE = 8 << 20;

    private static final int LARGE_SHARE = 8;

    /** For what comes behind a large value. */
    private static final int SMALL = 1 << 10;

    private static final int MOST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int size;

    GrowingBytes(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    /** Begins again behind the first {@code kept} bytes; gives memory back above a capacity. */
    void reset(int kept, int capacity) {
        if (bytes.length > capacity) {
            bytes = new byte[capacity];
        }
        size = kept;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** What is written, behind which the array may go on when it is larger than the capacity. */
    byte[] give(int capacity) {
        if (size <= capacity) {
            return copy();
        }
        byte[] given = bytes;
        bytes = new byte[capacity];
        return given;
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void u16(int value) {
        reserve(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
    }

    void i32(int value) {
        reserve(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    void i64(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    void raw(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** A name or the like: u16 bytes, UTF-8. */
    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    /** A value: i32 bytes, UTF-8. */
    void text(String text) {
        int length = text.length();
        if (length <= SHORT_TEXT) {
            reserve(4 + length);
            if (copyAscii(text, length)) {
                return;
            }
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        i32(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    private boolean copyAscii(String text, int length) {
        byte[] to = bytes;
        int at = size + 4;
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            seen |= c;
            to[at + i] = (byte) c;
        }
        if (seen >= 0x80) {
            return false;
        }
        INT.set(to, size, length);
        size = at + length;
        return true;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            long spare = bytes.length < LARGE ? bytes.length : bytes.length / LARGE_SHARE;
            long wanted = Math.max(bytes.length + spare, (long) size + more + SMALL);
            if ((long) size + more > MOST) {
                throw new IllegalStateException("a row of more than 2 GB cannot be carried");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MOST));
        }
    }
}
