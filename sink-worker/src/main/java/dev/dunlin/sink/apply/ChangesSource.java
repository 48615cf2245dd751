package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.ChangeBatch;
import java.time.Duration;
import java.util.List;

/**
 * One partition of a changes topic, as apply needs it. One thread reads; {@link #release} may be
 * called by another.
 */
public interface ChangesSource extends AutoCloseable {

    /** Goes on reading at this offset. */
    void seek(long offset);

    /** The next batches, or none when the time runs out. */
    List<ChangeBatch> poll(Duration timeout);

    /** Everything before the offset is on the target's disk: it may go. Returns at once. */
    void release(long offset);

    @Override
    void close();
}
