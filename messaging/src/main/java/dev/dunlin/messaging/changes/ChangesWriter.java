package dev.dunlin.messaging.changes;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.Waiting;
import dev.dunlin.protocol.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes one capture's batches into its partition, as one epoch with one chain. One thread sends;
 * any may ask how far it is.
 *
 * <p>What the broker acknowledged counts in the order it was sent: after the first batch that did
 * not arrive nothing counts any more, and those behind it are given up: with one missing before
 * them they would be a hole for ever. Then this writer has failed for good, and the next one begins
 * again at what the slot has confirmed.
 */
public final class ChangesWriter implements AutoCloseable {

    /** Records are cut above this. */
    static final int PIECE_BYTES = 4 << 20;

    private static final int IN_FLIGHT_BYTES = 32 << 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final TopicPartition partition;
    private final long epoch;
    private final long lastEnd;
    private final AtomicLong inFlight = new AtomicLong();
    private volatile Published published = new Published(0, 0, 0, 0);
    private volatile @Nullable Exception failure;

    private long sequence;
    private long previousEnd;

    /** For tests, which bring a producer of their own. */
    ChangesWriter(
            Producer<byte[], byte[]> producer, TopicPartition partition, long epoch, long lastEnd) {
        this.producer = producer;
        this.partition = partition;
        this.epoch = epoch;
        this.lastEnd = lastEnd;
    }

    /** A writer of an epoch that is higher than every one before. */
    public static ChangesWriter open(KafkaCluster cluster, TopicPartition partition) {
        Optional<PieceHeader> last = LastPiece.of(cluster, partition);
        long epoch =
                Math.max(
                        last.map(header -> header.epoch() + 1).orElse(0L),
                        System.currentTimeMillis());
        long lastEnd = last.map(PieceHeader::end).orElse(0L);
        return new ChangesWriter(ChangesProducer.create(cluster), partition, epoch, lastEnd);
    }

    public long epoch() {
        return epoch;
    }

    /** Where an earlier capture came to in this partition; 0 when nothing of it is there. */
    public long lastEnd() {
        return lastEnd;
    }

    /** Sets where the chain begins: what the slot has confirmed. Before the first batch. */
    public void beginAt(long confirmed) {
        previousEnd = confirmed;
        published = new Published(confirmed, 0, 0, 0);
    }

    /** Whether so much is on its way that the sender should wait, doing what it has to. */
    public boolean full() {
        return inFlight.get() >= IN_FLIGHT_BYTES;
    }

    /**
     * Sends what was gathered, if anything.
     *
     * @throws FailureException retryable, with {@link FailureCodes#CHANGES}, when the broker did
     *     not take an earlier batch
     */
    public void send(BatchEncoder gathered) {
        if (gathered.empty()) {
            return;
        }
        EncodedBatch batch = gathered.take();
        long end = batch.end().lsn() == 0 ? previousEnd : batch.end().lsn();
        byte[] bytes = batch.bytes();
        int body = PIECE_BYTES - PieceHeader.BYTES;
        int length = batch.length();
        int pieces = Math.max(1, Math.ceilDiv(length - PieceHeader.BYTES, body));
        for (int piece = 0; piece < pieces; piece++) {
            PieceHeader header =
                    new PieceHeader(
                            batch.flags(),
                            piece,
                            pieces,
                            epoch,
                            sequence,
                            previousEnd,
                            end,
                            batch.changes());
            byte[] record =
                    pieces == 1 && length == bytes.length
                            ? bytes
                            : cut(bytes, length, piece * body);
            header.into(record);
            send(record, piece == pieces - 1 ? batch : null);
        }
        sequence++;
        previousEnd = end;
    }

    /** How far the broker has acknowledged everything. */
    public Published published() {
        return published;
    }

    /**
     * Does nothing while all is well.
     *
     * @throws FailureException as {@link #send} does
     */
    public void check() {
        Exception problem = failure;
        if (problem != null) {
            throw failed(problem);
        }
    }

    /** Gives up what is not acknowledged yet; the next capture sends it again. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static byte[] cut(byte[] bytes, int length, int offset) {
        int from = PieceHeader.BYTES + offset;
        int taken = Math.min(PIECE_BYTES - PieceHeader.BYTES, length - from);
        byte[] record = new byte[PieceHeader.BYTES + taken];
        System.arraycopy(bytes, from, record, PieceHeader.BYTES, taken);
        return record;
    }

    private void send(byte[] record, @Nullable EncodedBatch completed) {
        check();
        inFlight.addAndGet(record.length);
        try {
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    partition.topic(), partition.partition(), null, record),
                            onAcknowledged(record.length, completed));
        } catch (KafkaException | IllegalStateException e) {
            // The latter when the producer was closed just now, for what the former failed of.
            giveUp(e);
            throw failed(e);
        }
    }

    private Callback onAcknowledged(int bytes, @Nullable EncodedBatch completed) {
        return (_, problem) -> {
            if (problem != null) {
                giveUp(problem);
            } else if (completed != null && failure == null) {
                published = published.with(completed);
            }
            inFlight.addAndGet(-bytes);
        };
    }

    /** Nothing behind a batch that did not arrive may be sent any more. */
    private void giveUp(Exception problem) {
        if (failure == null) {
            failure = problem;
            producer.close(Duration.ZERO);
        }
    }

    private FailureException failed(Exception cause) {
        return Waiting.failed(FailureCodes.CHANGES, "cannot write changes to " + partition, cause);
    }
}
