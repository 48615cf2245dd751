package dev.dunlin.cdc;

import dev.dunlin.messaging.changes.BatchEncoder;
import dev.dunlin.messaging.changes.ChangesWriter;
import dev.dunlin.postgres.Quietly;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job.CaptureChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Moves changes from the slot's stream to the writer, on Debezium's streaming thread, and tells the
 * server what the broker has acknowledged.
 *
 * <p>It reads all there is and then waits some milliseconds. A walsender sends one small packet for
 * each message; a reader that takes them one by one runs in lockstep with it, and both spend their
 * time in system calls.
 */
final class ChangeTap {

    private static final int ROUND = 16_384;

    /** So long a round may last at most: what was read and what is safe has to be told. */
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Changes between two looks at the clock. */
    private static final int LOOK = 16;

    /** A round that found fewer came to a stream without much traffic. */
    private static final int FEW = 64;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long SHORT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CONFIRM_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long ALIVE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MESSAGES_SINCE = 140_000;

    private final SourceSessions sessions;
    private final CaptureChanges job;
    private final CaptureScope scope;
    private final ChangesWriter writer;
    private final BatchEncoder encoder = new BatchEncoder();
    private final CapturedChanges counts;
    private final ChangeDecoder decoder;

    private volatile @Nullable Connection connection;
    private volatile @Nullable SlotStream stream;
    private volatile @Nullable Exception failure;
    private volatile long confirmed;
    private volatile boolean stopped;

    private long lastSent;
    private long lastInput;
    private long lastStatus;

    ChangeTap(
            SourceSessions sessions,
            CaptureChanges job,
            CaptureScope scope,
            RelationCatalog relations,
            ChangesWriter writer) {
        this.sessions = sessions;
        this.job = job;
        this.scope = scope;
        this.writer = writer;
        this.confirmed = scope.start();
        this.counts = new CapturedChanges(job);
        this.decoder = new ChangeDecoder(encoder, relations, scope.names(), counts);
    }

    /** Opens one of Debezium's connections. */
    Connection openSession() {
        try {
            return sessions.writing(job.source(), job.migration());
        } catch (FailureException e) {
            throw remember(e);
        }
    }

    RuntimeException slotIsMissing() {
        return remember(CaptureFailures.slotMissing(scope.names().slot(), job.source().database()));
    }

    void openStream() throws SQLException {
        try {
            Connection opened = sessions.replication(job.source(), job.migration());
            connection = opened;
            stream = SlotStream.open(opened, scope, scope.serverVersion() >= MESSAGES_SINCE);
            if (stopped) {
                closeStream();
            }
        } catch (SQLException | FailureException e) {
            remember(e);
            throw e;
        }
    }

    /** Reads what is there, sends what is gathered, and waits a moment when there is little. */
    void round() throws SQLException {
        SlotStream from = stream;
        if (stopped) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return;
        }
        if (from == null) {
            throw new SQLException("the replication stream is closed", "08003");
        }
        try {
            int read = writer.full() ? 0 : read(from);
            answer(from);
            if (read < ROUND) {
                LockSupport.parkNanos(read < FEW ? PAUSE_NANOS : SHORT_PAUSE_NANOS);
            }
        } catch (SQLException | RuntimeException e) {
            if (!stopped) {
                remember(e);
                throw e;
            }
        }
    }

    /** How many changes were read; fewer than a round has room for when there are no more. */
    private int read(SlotStream from) throws SQLException {
        int messages = 0;
        long start = System.nanoTime();
        boolean more = true;
        while (more && messages < ROUND) {
            SlotStream.Found found = from.next();
            more = found != SlotStream.Found.NOTHING;
            if (found == SlotStream.Found.CHANGE) {
                messages++;
                decoder.take(from.change());
                if (encoder.full()) {
                    send();
                    more = !writer.full();
                }
            }
            if (found == SlotStream.Found.KEEP_ALIVE || messages % LOOK == 0) {
                more &= System.nanoTime() - start < ROUND_NANOS;
            }
        }
        long now = System.nanoTime();
        if (messages > 0) {
            lastInput = now;
        }
        if (messages < ROUND && !encoder.empty() && due(now)) {
            send();
        }
        return messages;
    }

    /** A whole transaction waits for others only a moment; half of one, for its rest. */
    private boolean due(long now) {
        return encoder.insideTransaction()
                ? now - lastInput > GATHER_NANOS
                : now - lastSent > GATHER_NANOS;
    }

    private void send() {
        writer.send(encoder);
        counts.sent();
        lastSent = System.nanoTime();
    }

    /** Tells the server what is safe, and that we are alive. */
    private void answer(SlotStream to) throws SQLException {
        long now = System.nanoTime();
        if (now - lastStatus < CONFIRM_NANOS && !to.answerWanted()) {
            return;
        }
        writer.check();
        long safe = writer.published().end();
        if (safe > confirmed || to.answerWanted() || now - lastStatus > ALIVE_NANOS) {
            confirmed = Math.max(confirmed, safe);
            to.confirm(safe);
            lastStatus = now;
        }
    }

    /** What the server was told is safe, or had been told before. */
    long confirmed() {
        return confirmed;
    }

    long start() {
        return scope.start();
    }

    long received() {
        SlotStream from = stream;
        return from == null ? scope.start() : from.received();
    }

    /** Whether the stream has been opened and not closed. */
    boolean connected() {
        return stream != null;
    }

    /** What went wrong first, in here. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** Reads no more and ends the connection: rounds do nothing from now on. */
    void stop() {
        stopped = true;
        closeStream();
    }

    /** Ends the connection; the server frees the slot at once. */
    void closeStream() {
        stream = null;
        Connection open = connection;
        connection = null;
        Quietly.abort(open);
    }

    private <T extends Exception> T remember(T problem) {
        if (failure == null) {
            failure = problem;
        }
        return problem;
    }
}
