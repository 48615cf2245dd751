package dev.dunlin.sink.apply;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * One column of many rows as a parameter of type text[], built from the bytes the source wrote:
 * they become no strings on their way.
 */
final class TextArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1L;
    private static final int TEXT_OID = 25;
    private static final int HEADER = 20;
    private static final int KEPT = 8 << 20;

    private byte[] array = new byte[1 << 14];
    private int size;

    TextArray() {
        setType("_text");
    }

    /** Begins an array of so many elements. */
    void begin(int elements) {
        size = 0;
        put(1);
        put(0);
        put(TEXT_OID);
        put(elements);
        put(1);
    }

    /** Gives memory back when it is much; whether it was. */
    boolean release() {
        boolean large = array.length > KEPT;
        if (large) {
            array = new byte[1 << 14];
            size = 0;
        }
        return large;
    }

    void addNull() {
        put(-1);
        array[7] = 1;
    }

    void add(byte[] from, int start, int length) {
        put(length);
        need(length);
        System.arraycopy(from, start, array, size, length);
        size += length;
    }

    private void put(int value) {
        need(4);
        array[size++] = (byte) (value >>> 24);
        array[size++] = (byte) (value >>> 16);
        array[size++] = (byte) (value >>> 8);
        array[size++] = (byte) value;
    }

    private void need(int more) {
        if (size + more > array.length) {
            // Where there is much, there may be little room for twice as much.
            int spare = array.length < KEPT ? array.length : array.length / 8;
            array = Arrays.copyOf(array, Math.max(array.length + spare, size + more + HEADER));
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("only written");
    }

    @Override
    public int lengthInBytes() {
        return size;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(array, 0, target, offset, size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
