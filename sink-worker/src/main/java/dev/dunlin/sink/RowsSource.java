package dev.dunlin.sink;

import dev.dunlin.messaging.Segment;
import java.time.Duration;
import java.util.List;

/** One partition of a rows topic, as the loader needs it. One thread, but for {@link #wakeUp}. */
interface RowsSource extends AutoCloseable {

    /** The next segments, or none when the time runs out. */
    List<Segment> poll(Duration timeout);

    /** Makes a poll under way, or else the next one, return at once; for any thread. */
    void wakeUp();

    /** The offset that is read next. */
    long position();

    /** Everything before the offset is on the target or given up: it may go. */
    void release(long offset);

    @Override
    void close();
}
