package dev.dunlin.messaging;

import dev.dunlin.protocol.MigrationName;
import java.time.Duration;
import java.util.List;

/** Reads one rows partition in order. One thread. */
public final class SegmentReader implements AutoCloseable {

    public SegmentReader(KafkaCluster cluster, MigrationName migration, int partition) {}

    /** The next segments, or none when the time runs out. */
    public List<Segment> poll(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** Keeps {@code offset} as the place where the next reader begins. */
    public void commit(long offset) {
        throw new UnsupportedOperationException();
    }

    /** Goes on reading at this offset. */
    public void seek(long offset) {
        throw new UnsupportedOperationException();
    }

    /** The offset that is read next. */
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
