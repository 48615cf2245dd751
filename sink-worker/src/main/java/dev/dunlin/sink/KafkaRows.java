package dev.dunlin.sink;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.RowsTopic;
import dev.dunlin.messaging.Segment;
import dev.dunlin.messaging.SegmentReader;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A partition of a rows topic in Kafka; released rows are deleted there beside the reading. */
final class KafkaRows implements RowsSource {

    private static final Logger log = LoggerFactory.getLogger(KafkaRows.class);

    private final SegmentReader reader;
    private final RowsTopic topic;
    private final Job.LoadRows job;
    private final AtomicBoolean deleting = new AtomicBoolean();

    private KafkaRows(SegmentReader reader, RowsTopic topic, Job.LoadRows job) {
        this.reader = reader;
        this.topic = topic;
        this.job = job;
    }

    /** Reads the job's partition, which is made if it is not there. */
    static KafkaRows open(KafkaCluster cluster, RowsTopic topic, Job.LoadRows job) {
        topic.ensure(job.migration(), Math.max(job.partition() + 1, job.partitions()));
        return new KafkaRows(
                new SegmentReader(cluster, job.migration(), job.partition()), topic, job);
    }

    @Override
    public List<Segment> poll(Duration timeout) {
        return reader.poll(timeout);
    }

    @Override
    public void wakeUp() {
        reader.wakeUp();
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public void release(long offset) {
        reader.commit(offset);
        if (deleting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("rows-delete").start(() -> delete(offset));
        }
    }

    /** What is not deleted now goes with the next release, or with the whole topic. */
    private void delete(long offset) {
        try {
            topic.deleteUpTo(job.migration(), job.partition(), offset);
        } catch (FailureException e) {
            log.debug("rows before {} are still there: {}", offset, e.failure());
        } finally {
            deleting.set(false);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
