package dev.dunlin.protocol;

/**
 * What a chunk's stream held. {@code checksum} covers the raw COPY bytes in order (CRC-32C in the
 * high half, CRC-32 in the low half), so equal counts of two reads of one range mean equal rows.
 */
public record ChunkCounts(long rows, long bytes, long checksum) {

    public static final ChunkCounts NONE = new ChunkCounts(0, 0, 0);
}
