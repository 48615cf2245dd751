package dev.dunlin.cdc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message of pgoutput, read from its start; one object serves all messages. */
final class MessageBytes {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    void wrap(ByteBuffer message) {
        bytes = message.array();
        at = message.arrayOffset() + message.position();
        end = message.arrayOffset() + message.limit();
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return at;
    }

    int left() {
        return end - at;
    }

    /** What is left, as an array of its own. */
    byte[] copy() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    void skip(int count) {
        at += count;
    }

    char character() {
        return (char) u8();
    }

    int u8() {
        return bytes[at++] & 0xff;
    }

    int u16() {
        int high = u8();
        return high << 8 | u8();
    }

    int i32() {
        int value = (int) INT.get(bytes, at);
        at += 4;
        return value;
    }

    long i64() {
        long value = (long) LONG.get(bytes, at);
        at += 8;
        return value;
    }

    /** A name: bytes up to a zero. */
    String string() {
        int from = at;
        while (bytes[at] != 0) {
            at++;
        }
        String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at++;
        return text;
    }

    /** A value of so many bytes. */
    String text(int length) {
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    void skipTuple() {
        int columns = u16();
        for (int i = 0; i < columns; i++) {
            skipColumn();
        }
    }

    void skipColumn() {
        if (u8() == 't') {
            int length = i32();
            at += length;
        }
    }
}
