package dev.dunlin.snapshot;

import dev.dunlin.messaging.StreamChecksum;
import dev.dunlin.protocol.ChunkCounts;

/** Counts and checksum of a stream that goes nowhere; checksums are taken of large pieces. */
final class ChunkChecksum {

    private final StreamChecksum checksum = new StreamChecksum();
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private long bytes;

    void take(byte[] piece) {
        bytes += piece.length;
        if (piece.length > buffer.length - filled) {
            drain();
        }
        if (piece.length > buffer.length) {
            checksum.update(piece, 0, piece.length);
            return;
        }
        System.arraycopy(piece, 0, buffer, filled, piece.length);
        filled += piece.length;
    }

    ChunkCounts counts(long rows) {
        drain();
        return new ChunkCounts(rows, bytes, checksum.value());
    }

    private void drain() {
        checksum.update(buffer, 0, filled);
        filled = 0;
    }
}
