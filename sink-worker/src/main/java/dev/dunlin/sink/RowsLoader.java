package dev.dunlin.sink;

import dev.dunlin.messaging.ChunkAttempt;
import dev.dunlin.messaging.Segment;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads chunks out of segments. Attempts at several chunks may be open at a time, each with its
 * COPY; the last attempt at a chunk is the one that counts. An attempt is committed, rows and mark
 * in one transaction, when all its segments were seen in order and what the target took is what the
 * reader sent; in every other case nothing of it stays. Segments of no open attempt are passed
 * over.
 *
 * <p>One thread. Errors that may pass are thrown to the caller, who closes this and reads again
 * from the oldest open attempt; others are reported and end the attempt.
 */
final class RowsLoader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RowsLoader.class);

    /** Progress is told every half a second or so. */
    private static final int CALLS_TO_ALIVE = 10;

    private final Job.LoadRows job;
    private final RowConnections connections;
    private final WorkContext context;
    private final LoadMeters meters;
    private final Map<ChunkId, OpenAttempt> open = new HashMap<>();
    private final byte[] room = Segment.room();
    private boolean moved;
    private int calls;

    RowsLoader(Job.LoadRows job, RowConnections connections, WorkContext context) {
        this.job = job;
        this.connections = connections;
        this.context = context;
        this.meters = new LoadMeters(job);
    }

    /** Attempts under way. */
    Collection<OpenAttempt> open() {
        return open.values();
    }

    /** Takes the next segment of the partition. */
    void accept(Segment segment) {
        moved = true;
        switch (segment.header()) {
            case SegmentHeader.Begin begin -> begin(begin, segment);
            case SegmentHeader.Data data -> follow(data, data.sequence(), segment);
            case SegmentHeader.End end -> end(end, segment);
            case SegmentHeader.Abort abort -> abort(abort);
        }
    }

    private void begin(SegmentHeader.Begin begin, Segment segment) {
        ChunkId chunk = begin.chunk();
        OpenAttempt earlier = open.get(chunk);
        if (earlier != null) {
            log.info("chunk {}: attempt {} is replaced", chunk, earlier.attempt().attempt());
            forget(earlier);
        }
        ChunkAttempt attempt =
                new ChunkAttempt(chunk, begin.attempt(), begin.generation(), begin.shape());
        Connection connection = null;
        try {
            connection = connections.take(chunk.table().database());
            if (wanted(attempt, connection)) {
                OpenAttempt opened = OpenAttempt.begin(attempt, segment.offset(), connection);
                connection = null;
                open.put(chunk, opened);
                write(opened, segment);
            } else {
                connections.giveBack(chunk.table().database(), connection);
                connection = null;
            }
        } catch (SQLException e) {
            fail(attempt, failureOf(e, attempt));
        } catch (FailureException e) {
            fail(attempt, e);
        } finally {
            Quietly.close(connection);
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
        if (attempt == null) {
            return;
        }
        if (!attempt.follows(sequence)) {
            log.warn("chunk {}: segments before {} are missing", header.chunk(), sequence);
            forget(attempt);
            return;
        }
        try {
            write(attempt, segment);
        } catch (SQLException e) {
            fail(attempt.attempt(), failureOf(e, attempt.attempt()));
        }
    }

    /** Without its bytes the attempt is given up, as if the segment had not come. */
    private void write(OpenAttempt attempt, Segment segment) throws SQLException {
        try {
            attempt.write(room, segment.unpack(room));
        } catch (UndecodableMessageException e) {
            log.warn("chunk {}: {}", attempt.attempt().chunk(), e.getMessage());
            forget(attempt);
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
            fail(attempt.attempt(), failureOf(e, attempt.attempt()));
        }
    }

    /** Commits rows and mark if all is as it should be. */
    private void finish(OpenAttempt attempt, ChunkCounts sent) throws SQLException {
        ChunkId chunk = attempt.attempt().chunk();
        ChunkCounts taken = attempt.end();
        if (!taken.equals(sent)) {
            differs(attempt, sent, taken);
            return;
        }
        Connection connection = attempt.connection();
        if (!new Ledger(connection).markChunk(chunk, attempt.attempt().generation(), taken)) {
            log.warn("chunk {}: given up, another loader or generation was faster", chunk);
            forget(attempt);
            return;
        }
        connection.commit();
        open.remove(chunk);
        connections.giveBack(chunk.table().database(), connection);
        meters.loaded(attempt, taken);
        reportLoaded(attempt.attempt(), taken);
    }

    /**
     * Bytes that differ were damaged on their way, and the chunk comes again. The same bytes that
     * make another number of rows will do so again.
     */
    private void differs(OpenAttempt attempt, ChunkCounts sent, ChunkCounts taken) {
        ChunkId chunk = attempt.attempt().chunk();
        boolean sameBytes = taken.bytes() == sent.bytes() && taken.checksum() == sent.checksum();
        if (!sameBytes) {
            log.warn("chunk {}: sent {} but {} arrived", chunk, sent, taken);
            forget(attempt);
            return;
        }
        Failure failure =
                new Failure(
                        "DUN-TGT-ROWS",
                        FailureKind.TARGET,
                        "table %s took %d of %d rows of chunk %s"
                                .formatted(
                                        attempt.attempt().shape().name(),
                                        taken.rows(),
                                        sent.rows(),
                                        chunk),
                        "something on the target drops rows: look for rules and triggers on it");
        fail(attempt.attempt(), FailureException.permanent(failure));
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

    /**
     * Gives up attempts of which nothing came for a while: their readers are gone.
     *
     * @param nanos time since the last call in which segments would have been seen
     */
    void passIdleTime(long nanos, long mostIdleNanos) {
        for (OpenAttempt attempt : List.copyOf(open.values())) {
            if (attempt.idle(nanos) > mostIdleNanos) {
                log.warn("chunk {}: its reader went silent", attempt.attempt().chunk());
                forget(attempt);
            }
        }
    }

    /**
     * Tells how far the open attempts are; rows are not known before the end. A loader that moves
     * says so now and then, or its chunks would be taken for lost while a slow target takes them.
     */
    void reportProgress() {
        calls++;
        if (moved && calls % CALLS_TO_ALIVE == 0) {
            context.report(new Report.WorkerAlive(job.migration(), job.id()));
            moved = false;
        }
        for (OpenAttempt attempt : open.values()) {
            context.progress(
                    new Progress.ChunkProgress(
                            job.migration(), attempt.attempt().chunk(), 0, attempt.bytes()));
        }
    }

    private void reportLoaded(ChunkAttempt attempt, ChunkCounts counts) {
        context.report(
                new Report.ChunkLoaded(
                        job.migration(), attempt.chunk(), attempt.generation(), counts));
    }

    private static FailureException failureOf(SQLException cause, ChunkAttempt attempt) {
        return SqlFailures.of(cause, Side.TARGET, "loading table " + attempt.shape().name());
    }

    /** Ends an attempt that failed for good; what may pass goes to the caller. */
    private void fail(ChunkAttempt attempt, FailureException cause) {
        if (cause.retryable()) {
            throw cause;
        }
        OpenAttempt opened = open.get(attempt.chunk());
        if (opened != null) {
            meters.failed(opened);
            discard(opened);
        }
        meters.reported(cause.failure());
        log.warn("chunk {}: {}", attempt.chunk(), cause.failure());
        context.report(
                new Report.ChunkFailed(
                        job.migration(), attempt.chunk(), attempt.generation(), cause.failure()));
    }

    private void forget(OpenAttempt attempt) {
        meters.givenUp(attempt);
        discard(attempt);
    }

    private void discard(OpenAttempt attempt) {
        ChunkId chunk = attempt.attempt().chunk();
        open.remove(chunk);
        if (attempt.rollBack()) {
            connections.giveBack(chunk.table().database(), attempt.connection());
        }
    }

    /** Rolls back whatever is open. */
    @Override
    public void close() {
        open.values().forEach(attempt -> Quietly.close(attempt.connection()));
        open.clear();
    }
}
