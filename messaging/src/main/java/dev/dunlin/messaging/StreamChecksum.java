package dev.dunlin.messaging;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksum of {@code ChunkCounts}: two different CRCs over a stream of bytes, in order. However
 * the stream is cut, the checksum is the same.
 */
public final class StreamChecksum {

    private final CRC32C high = new CRC32C();
    private final CRC32 low = new CRC32();

    /** Takes further bytes; cheapest for large pieces. */
    public void update(byte[] bytes, int offset, int length) {
        high.update(bytes, offset, length);
        low.update(bytes, offset, length);
    }

    /** CRC-32C in the high half, CRC-32 in the low half. */
    public long value() {
        return high.getValue() << 32 | low.getValue();
    }
}
