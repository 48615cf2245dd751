package dev.dunlin.messaging;

import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.SegmentHeader;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams one attempt at a chunk into its partition. One thread at a time.
 *
 * <p>The stream is cut into full segments wherever a segment ends, also within a row: rows of any
 * size pass. A full segment is packed and sent; at most {@link #IN_FLIGHT} packed ones are waited
 * for.
 */
public final class SegmentWriter implements AutoCloseable {

    /** Bytes of a full segment. */
    public static final int SEGMENT_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
    private static final int IN_FLIGHT = 16;

    private final Producer<byte[], byte[]> producer;
    private final TopicPartition partition;
    private final ChunkAttempt attempt;
    private final StreamChecksum checksum = new StreamChecksum();
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Packing packing = new Packing(SEGMENT_BYTES);
    private final byte[] buffer = new byte[SEGMENT_BYTES];
    private volatile @Nullable Exception failure;

    private int filled;
    private int sequence;
    private long bytes;
    private boolean finished;

    public SegmentWriter(
            Producer<byte[], byte[]> producer, TopicPartition partition, ChunkAttempt attempt) {
        this.producer = producer;
        this.partition = partition;
        this.attempt = attempt;
    }

    /**
     * Takes further bytes of the COPY stream, cut anywhere; they are copied. Waits while too much
     * is under way.
     *
     * @throws dev.dunlin.protocol.FailureException retryable, with {@link FailureCodes#ROWS}, when
     *     the broker did not take an earlier segment
     */
    public void write(byte[] source, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int piece = Math.min(end - from, SEGMENT_BYTES - filled);
            System.arraycopy(source, from, buffer, filled, piece);
            filled += piece;
            from += piece;
            if (filled == SEGMENT_BYTES) {
                sendBuffer();
            }
        }
    }

    /** Writes the end and returns when the broker has everything: what was written. */
    public ChunkCounts end(long rows) {
        if (filled > 0 || sequence == 0) {
            sendBuffer();
        }
        ChunkCounts counts = new ChunkCounts(rows, bytes, checksum.value());
        send(
                new SegmentHeader.End(attempt.chunk(), attempt.attempt(), sequence, counts),
                new byte[0]);
        producer.flush();
        awaitAcknowledged();
        finished = true;
        return counts;
    }

    /** Gives up: tells the loader to forget the attempt, as far as the broker still listens. */
    public void abort() {
        if (finished) {
            return;
        }
        finished = true;
        if (sequence > 0) {
            var abort = new SegmentHeader.Abort(attempt.chunk(), attempt.attempt());
            try {
                var _ = producer.send(record(abort, new byte[0]));
            } catch (KafkaException e) {
                LOG.debug("could not tell of the end of {}", attempt.chunk(), e);
            }
        }
    }

    /** Aborts unless ended. */
    @Override
    public void close() {
        abort();
    }

    private void sendBuffer() {
        checksum.update(buffer, 0, filled);
        bytes += filled;
        send(header(), packing.pack(buffer, filled));
        sequence++;
        filled = 0;
    }

    private SegmentHeader header() {
        return sequence == 0
                ? new SegmentHeader.Begin(
                        attempt.chunk(), attempt.attempt(), attempt.generation(), attempt.shape())
                : new SegmentHeader.Data(attempt.chunk(), attempt.attempt(), sequence);
    }

    private void send(SegmentHeader header, byte[] packed) {
        acquire(1);
        try {
            var _ = producer.send(record(header, packed), onAcknowledged());
        } catch (KafkaException e) {
            inFlight.release();
            throw failed(e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(SegmentHeader header, byte[] packed) {
        return new ProducerRecord<>(
                partition.topic(), partition.partition(), Wire.encode(header), packed);
    }

    private Callback onAcknowledged() {
        return (_, problem) -> {
            if (problem != null) {
                failure = problem;
            }
            inFlight.release();
        };
    }

    private void awaitAcknowledged() {
        acquire(IN_FLIGHT);
    }

    private void acquire(int permits) {
        try {
            inFlight.acquire(permits);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        Exception problem = failure;
        if (problem != null) {
            inFlight.release(permits);
            throw failed(problem);
        }
    }

    private RuntimeException failed(Exception cause) {
        return Waiting.failed(FailureCodes.ROWS, "cannot write rows of " + attempt.chunk(), cause);
    }
}
