package dev.dunlin.sink;

import dev.dunlin.messaging.Segment;
import java.time.Duration;
import java.util.List;

/** One partition of a rows topic, as the loader needs it. One thread. */
interface RowsSource extends AutoCloseable {

    /** The next segments, or none when the time runs out. */
    List<Segment> poll(Duration timeout);

    /** The offset that is read next. */
    long position();

    /** Everything before the offset is on the target or given up: it may go. */
    void release(long offset);

    @Override
    void close();
}
