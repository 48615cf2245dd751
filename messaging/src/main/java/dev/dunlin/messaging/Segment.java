package dev.dunlin.messaging;

import dev.dunlin.protocol.SegmentHeader;

/**
 * A record of a rows partition: where it stands, what it is and its piece of COPY bytes, packed.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Segment(long offset, SegmentHeader header, byte[] packed) {

    /** An array with room for the bytes of any segment. */
    public static byte[] room() {
        return new byte[SegmentWriter.SEGMENT_BYTES];
    }

    /**
     * Writes its bytes to the beginning of {@code room}; how many they are.
     *
     * @throws UndecodableMessageException when they are damaged, or more than a segment may have
     */
    public int unpack(byte[] room) {
        return packed.length == 0 ? 0 : Packing.unpack(packed, room);
    }
}
