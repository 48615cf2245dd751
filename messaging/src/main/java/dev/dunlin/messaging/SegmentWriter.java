package dev.dunlin.messaging;

import dev.dunlin.protocol.ChunkCounts;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Streams one attempt at a chunk into its partition. One thread at a time. */
public final class SegmentWriter implements AutoCloseable {

    public SegmentWriter(
            Producer<byte[], byte[]> producer, TopicPartition partition, ChunkAttempt attempt) {}

    /** Takes further bytes of the COPY stream, cut anywhere; they are copied. */
    public void write(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Writes the end and returns when the broker has everything: what was written. */
    public ChunkCounts end(long rows) {
        throw new UnsupportedOperationException();
    }

    /** Gives up: tells the loader to forget the attempt. Does nothing after the end. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /** Aborts unless ended. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
