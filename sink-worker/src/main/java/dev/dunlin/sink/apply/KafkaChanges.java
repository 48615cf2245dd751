package dev.dunlin.sink.apply;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.changes.ChangeBatch;
import dev.dunlin.messaging.changes.ChangesReader;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A partition of a changes topic in Kafka; what is applied is deleted there beside the reading. */
public final class KafkaChanges implements ChangesSource {

    private static final Logger log = LoggerFactory.getLogger(KafkaChanges.class);

    private final ChangesReader reader;
    private final Deletion deletion;
    private final Job.ApplyChanges job;
    private final AtomicBoolean deleting = new AtomicBoolean();

    private KafkaChanges(ChangesReader reader, Deletion deletion, Job.ApplyChanges job) {
        this.reader = reader;
        this.deletion = deletion;
        this.job = job;
    }

    /** Deletes records of a partition. */
    @FunctionalInterface
    public interface Deletion {
        /** Deletes those before the offset. */
        void deleteUpTo(MigrationName migration, int partition, long offset);
    }

    /** Reads the job's partition. */
    public static KafkaChanges open(KafkaCluster cluster, Deletion deletion, Job.ApplyChanges job) {
        ChangesReader reader = new ChangesReader(cluster, job.migration(), job.partition());
        return new KafkaChanges(reader, deletion, job);
    }

    @Override
    public void seek(long offset) {
        reader.seek(offset);
    }

    @Override
    public List<ChangeBatch> poll(Duration timeout) {
        return reader.poll(timeout);
    }

    @Override
    public void release(long offset) {
        if (deleting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("changes-delete").start(() -> delete(offset));
        }
    }

    /**
     * What is not deleted now goes with the next release, or with the whole topic. The last record
     * stays: by it the next capture knows how far this one came, and takes a higher epoch whatever
     * its clock says.
     */
    private void delete(long offset) {
        try {
            deletion.deleteUpTo(job.migration(), job.partition(), Math.max(0, offset - 1));
        } catch (FailureException e) {
            log.debug("changes before {} are still there: {}", offset, e.failure());
        } finally {
            deleting.set(false);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
