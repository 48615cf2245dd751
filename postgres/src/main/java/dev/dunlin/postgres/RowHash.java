package dev.dunlin.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Two 64-bit hashes of a run of bytes in one pass. They are built differently (folded 128-bit
 * products, as in wyhash; rotate and multiply, as in XXH64), so that what one confuses the other
 * tells apart. Not meant against an adversary who chooses rows to collide.
 */
final class RowHash {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long SECRET_1 = 0xa0761d6478bd642fL;
    private static final long SECRET_2 = 0xe7037ed1a0b428dbL;
    private static final long SECRET_3 = 0x8ebc6af09c88c6e3L;
    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_3 = 0x165667b19e3779f9L;
    private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
    private static final long PRIME_5 = 0x27d4eb2f165667c5L;

    private long a;
    private long b;

    /** Hashes the bytes from {@code from} up to {@code to}. */
    void over(byte[] bytes, int from, int to) {
        int length = to - from;
        long x = SECRET_1 ^ length;
        long y = PRIME_5 + length;
        int at = from;
        for (; at + 16 <= to; at += 16) {
            long first = (long) LONGS.get(bytes, at);
            long second = (long) LONGS.get(bytes, at + 8);
            x = fold(first ^ SECRET_2, second ^ x);
            y = turn(turn(y, first), second);
        }
        if (at < to) {
            long first = tail(bytes, at, Math.min(to, at + 8));
            long second = at + 8 < to ? tail(bytes, at + 8, to) : 0;
            x = fold(first ^ SECRET_2, second ^ x);
            y = turn(turn(y, first), second);
        }
        a = fold(x ^ SECRET_3, SECRET_2 ^ length);
        b = avalanche(y);
    }

    /** The first hash of the last run. */
    long a() {
        return a;
    }

    /** The second hash of the last run. */
    long b() {
        return b;
    }

    private static long fold(long p, long q) {
        return (p * q) ^ Math.unsignedMultiplyHigh(p, q);
    }

    private static long turn(long state, long input) {
        long mixed = Long.rotateLeft(input * PRIME_2, 31) * PRIME_1;
        return Long.rotateLeft(state ^ mixed, 27) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(long state) {
        long mixed = (state ^ (state >>> 33)) * PRIME_2;
        mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
        return mixed ^ (mixed >>> 32);
    }

    /** At most eight bytes; the length is part of the hash, so zeros may fill up. */
    private static long tail(byte[] bytes, int from, int to) {
        if (to - from == 8) {
            return (long) LONGS.get(bytes, from);
        }
        long value = 0;
        for (int i = to - 1; i >= from; i--) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
