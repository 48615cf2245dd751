package dev.dunlin.sink;

import dev.dunlin.messaging.ChunkAttempt;
import dev.dunlin.messaging.Segment;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads chunks out of segments. Attempts at several chunks may be open at a time, each with its
 * COPY; the last attempt at a chunk is the one that counts. An attempt is committed, rows and mark
 * in one transaction, when all its segments were seen in order and what the target took is what the
 * reader sent; in every other case nothing of it stays. Segments of no open attempt are passed over.
 *
 * <p>One thread. Errors that may pass are thrown to the caller, who closes this and reads again
 * from the oldest open attempt; others are reported and end the attempt.
 */
final class RowsLoader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RowsLoader.class);

    private final Job.LoadRows job;
    private final RowConnections connections;
    private final WorkContext context;
    private final Map<ChunkId, OpenAttempt> open = new HashMap<>();

    RowsLoader(Job.LoadRows job, RowConnections connections, WorkContext context) {
        this.job = job;
        this.connections = connections;
        this.context = context;
    }

    /** Attempts under way. */
    Collection<OpenAttempt> open() {
        return open.values();
    }

    /** Takes the next segment of the partition. */
    void accept(Segment segment) {
        switch (segment.header()) {
            case SegmentHeader.Begin begin -> begin(begin, segment);
            case SegmentHeader.Data data -> follow(data, data.sequence(), segment);
            case SegmentHeader.End end -> end(end, segment);
            case SegmentHeader.Abort abort -> abort(abort);
        }
    }

    private void begin(SegmentHeader.Begin begin, Segment segment) {
        ChunkId chunk = begin.chunk();
        OpenAttempt earlier = open.remove(chunk);
        if (earlier != null) {
            log.info("chunk {}: attempt {} is replaced", chunk, earlier.attempt().attempt());
            giveUp(earlier);
        }
        ChunkAttempt attempt =
                new ChunkAttempt(chunk, begin.attempt(), begin.generation(), begin.shape());
        try {
            Connection connection = connections.take(chunk.table().database());
            if (wanted(attempt, connection)) {
                OpenAttempt opened = OpenAttempt.begin(attempt, segment.offset(), connection);
                open.put(chunk, opened);
                opened.write(segment.bytes());
            } else {
                connections.giveBack(chunk.table().database(), connection);
            }
        } catch (SQLException e) {
            fail(attempt, loadFailure(e, attempt));
        } catch (FailureException e) {
            fail(attempt, e);
        }
    }

    /** Whether the chunk is still to be loaded; repeats the report when it stands already. */
    private boolean wanted(ChunkAttempt attempt, Connection connection) throws SQLException {
        ChunkId chunk = attempt.chunk();
        Ledger ledger = new Ledger(connection);
        Ledger.ChunkState state = ledger.chunkState(chunk);
        OptionalInt generation = state.generation();
        if (generation.isEmpty()) {
            ledger.beginGeneration(chunk.table().number(), attempt.generation());
        }
        connection.commit();
        if (generation.isPresent() && generation.getAsInt() != attempt.generation()) {
            log.warn(
                    "chunk {}: generation {} is passed over, the table takes {}",
                    chunk,
                    attempt.generation(),
                    generation.getAsInt());
            return false;
        }
        state.loaded().ifPresent(counts -> reportLoaded(attempt, counts));
        return state.loaded().isEmpty();
    }

    private void follow(SegmentHeader header, int sequence, Segment segment) {
        OpenAttempt attempt = openAttempt(header);
        if (attempt == null || !inOrder(attempt, sequence)) {
            return;
        }
        try {
            attempt.write(segment.bytes());
        } catch (SQLException e) {
            fail(attempt.attempt(), loadFailure(e, attempt.attempt()));
        }
    }

    private void end(SegmentHeader.End end, Segment segment) {
        follow(end, end.sequence(), segment);
        OpenAttempt attempt = openAttempt(end);
        if (attempt == null) {
            return;
        }
        try {
            finish(attempt, end.counts());
        } catch (SQLException e) {
            fail(attempt.attempt(), loadFailure(e, attempt.attempt()));
        }
    }

    /** Commits rows and mark if all is as it should be. */
    private void finish(OpenAttempt attempt, ChunkCounts sent) throws SQLException {
        ChunkId chunk = attempt.attempt().chunk();
        ChunkCounts taken = attempt.end();
        if (!taken.equals(sent)) {
            log.warn("chunk {}: sent {} but the target took {}", chunk, sent, taken);
            forget(attempt);
            return;
        }
        Connection connection = attempt.connection();
        if (!new Ledger(connection).markChunk(chunk, attempt.attempt().generation(), taken)) {
            log.warn("chunk {}: its table takes another generation by now", chunk);
            forget(attempt);
            return;
        }
        connection.commit();
        open.remove(chunk);
        connections.giveBack(chunk.table().database(), connection);
        reportLoaded(attempt.attempt(), taken);
    }

    private void abort(SegmentHeader.Abort abort) {
        OpenAttempt attempt = openAttempt(abort);
        if (attempt != null) {
            log.info("chunk {}: its reader gave attempt {} up", abort.chunk(), abort.attempt());
            forget(attempt);
        }
    }

    private @Nullable OpenAttempt openAttempt(SegmentHeader header) {
        OpenAttempt attempt = open.get(header.chunk());
        return attempt != null && attempt.attempt().attempt() == header.attempt() ? attempt : null;
    }
}
