package dev.dunlin.snapshot;

import dev.dunlin.messaging.ChunkAttempt;
import dev.dunlin.messaging.RowsProducers;
import dev.dunlin.messaging.SegmentWriter;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.Metric;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask.CheckChunk;
import dev.dunlin.protocol.SourceTask.CopyChunk;
import dev.dunlin.protocol.Topics;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a chunk into its partition of the rows topic, or reads it again only to compare. An
 * attempt that fails says so in the topic, so that the loader forgets it.
 */
final class ChunkCopier {

    private static final Logger log = LoggerFactory.getLogger(ChunkCopier.class);

    private final SnapshotSessions sessions;
    private final RowsProducers producers;

    ChunkCopier(SnapshotSessions sessions, RowsProducers producers) {
        this.sessions = sessions;
        this.producers = producers;
    }

    /** Streams the chunk; nothing is reported, the loader does that when the target has it. */
    void copy(CopyChunk task, WorkContext context) throws Exception {
        var view = SnapshotSessions.View.of(task.migration(), task.source(), task.snapshot());
        var partition = new TopicPartition(Topics.rows(task.migration()), task.partition());
        var attempt =
                new ChunkAttempt(
                        task.chunk(),
                        ThreadLocalRandom.current().nextLong(Long.MAX_VALUE),
                        task.generation(),
                        task.shape());
        ChunkCounts counts =
                sessions.with(
                        view,
                        "copying chunk " + task.chunk() + " of " + task.shape().name(),
                        session -> {
                            if (session.rewritten(task.shape().name())) {
                                return rewritten(task, context);
                            }
                            var reader = new ChunkReader(session, context::cancelled);
                            try (var lease = producers.lease();
                                    var segments =
                                            new SegmentWriter(
                                                    lease.producer(), partition, attempt)) {
                                long rows =
                                        reader.read(
                                                task.shape(),
                                                task.range(),
                                                bytes -> segments.write(bytes, 0, bytes.length));
                                return segments.end(rows);
                            }
                        });
        count(task, counts);
        log.debug("chunk {} read: {} rows, {} bytes", task.chunk(), counts.rows(), counts.bytes());
    }

    private static void count(CopyChunk task, ChunkCounts counts) {
        String migration = task.migration().whole().value();
        String database = task.chunk().table().database();
        Meters.process().count(Metric.READ_ROWS_TOTAL, counts.rows(), migration, database);
        Meters.process().count(Metric.READ_BYTES_TOTAL, counts.bytes(), migration, database);
    }

    private static ChunkCounts rewritten(CopyChunk task, WorkContext context) {
        log.info("table {} was rewritten after the snapshot", task.shape().name());
        context.report(
                new Report.TableRewritten(
                        task.migration(), task.chunk().table(), task.generation()));
        return new ChunkCounts(0, 0, 0);
    }

    /** Reads the chunk without sending it, and reports whether it is what was loaded. */
    void check(CheckChunk task, WorkContext context) throws Exception {
        var view = SnapshotSessions.View.of(task.migration(), task.source(), task.snapshot());
        ChunkCounts counts =
                sessions.with(
                        view,
                        "checking chunk " + task.chunk() + " of " + task.shape().name(),
                        session -> {
                            var checksum = new ChunkChecksum();
                            long rows =
                                    new ChunkReader(session, context::cancelled)
                                            .read(task.shape(), task.range(), checksum::take);
                            return checksum.counts(rows);
                        });
        context.report(
                new Report.ChunkChecked(
                        task.migration(),
                        task.chunk(),
                        task.generation(),
                        task.snapshot().id(),
                        counts.equals(task.loaded())));
    }
}
