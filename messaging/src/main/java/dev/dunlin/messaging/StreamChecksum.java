package dev.dunlin.messaging;

/** The checksum of {@code ChunkCounts}: both CRCs of a stream of bytes, in order. */
public final class StreamChecksum {

    /** Takes further bytes. */
    public void update(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** CRC-32C in the high half, CRC-32 in the low half. */
    public long value() {
        throw new UnsupportedOperationException();
    }
}
