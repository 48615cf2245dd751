package dev.dunlin.messaging;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Packs the bytes of segments for their way: four bytes, big-endian, that say how many they are,
 * then one LZ4 block (lz4_Block_format.md of the LZ4 project). One thread at a time.
 *
 * <p>Packed here and not by Kafka's producer, because a broker unpacks every batch that a producer
 * packed to look at its records, and because streams of 64 KB blocks copy all bytes once more at
 * each end.
 */
final class Packing {

    private static final int LENGTH_BYTES = 4;
    private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
    private static final LZ4SafeDecompressor DECOMPRESSOR =
            LZ4Factory.fastestInstance().safeDecompressor();

    private final byte[] room;

    /** For at most {@code mostBytes} at once. */
    Packing(int mostBytes) {
        this.room = new byte[LENGTH_BYTES + COMPRESSOR.maxCompressedLength(mostBytes)];
    }

    /** The first {@code length} bytes, packed into an array of their own. */
    byte[] pack(byte[] bytes, int length) {
        ByteBuffer.wrap(room).putInt(length);
        int packed = COMPRESSOR.compress(bytes, 0, length, room, LENGTH_BYTES);
        return Arrays.copyOf(room, LENGTH_BYTES + packed);
    }

    /**
     * Unpacks to the beginning of {@code bytes}; how many bytes that makes.
     *
     * @throws UndecodableMessageException when nothing of the kind was packed here, or more than
     *     there is room for
     */
    static int unpack(byte[] packed, byte[] bytes) {
        int length = packed.length < LENGTH_BYTES ? -1 : ByteBuffer.wrap(packed).getInt();
        if (length < 0 || length > bytes.length) {
            throw new UndecodableMessageException("a segment of " + length + " bytes");
        }
        int found = block(packed, bytes, length);
        if (found != length) {
            throw new UndecodableMessageException(
                    "a segment of " + length + " bytes has " + found + " of them");
        }
        return length;
    }

    private static int block(byte[] packed, byte[] bytes, int length) {
        int block = packed.length - LENGTH_BYTES;
        try {
            return DECOMPRESSOR.decompress(packed, LENGTH_BYTES, block, bytes, 0, length);
        } catch (LZ4Exception _) {
            throw new UndecodableMessageException("a segment of " + length + " damaged bytes");
        }
    }
}
