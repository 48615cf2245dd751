package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.BatchCursor;
import dev.dunlin.messaging.changes.ChangeBatch;
import dev.dunlin.protocol.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads batches, checks that they follow each other, and gathers their transactions into groups. A
 * group is handed over when it is large, when nothing more is waiting, or when it must end: behind
 * a marker, where apply is to pause, and before a transaction that goes on in another batch.
 */
final class GroupReader {

    private static final Logger log = LoggerFactory.getLogger(GroupReader.class);

    private static final int MOST_CHANGES = 50_000;
    private static final long MOST_BYTES = 32L << 20;
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration IMPATIENT = Duration.ofMillis(2);

    private final ChangesSource source;
    private final Exchange exchange;
    private final Chain chain;
    private final EntryReader entries;
    private final long offset;
    private Group group = new Group();
    private boolean fragmentSent;
    private @Nullable ResumePoint whole;

    /**
     * What makes a reader.
     *
     * @param anchorAt the group that begins with the first transaction committed at or behind this
     *     says so; 0 for none
     */
    record Start(
            Applied applied,
            Followed followed,
            LongSupplier pauseAt,
            long anchorAt,
            @Nullable Stop stop) {}

    /** A transaction before which reading ends, and why. */
    record Stop(long commitLsn, FailureException cause) {}

    GroupReader(ChangesSource source, Exchange exchange, Start start) {
        this.source = source;
        this.exchange = exchange;
        this.chain = new Chain(start.applied().resume(), start.applied().lsn());
        this.entries = new EntryReader(this, start);
        this.offset = start.applied().resume().offset();
    }

    /** Reads until the exchange is closed or something fails, which is handed over too. */
    void run() {
        try {
            source.seek(offset);
            while (!exchange.closed()) {
                if (exchange.awaitRoom()) {
                    read();
                }
            }
        } catch (RuntimeException e) {
            exchange.put(new Exchange.Ended(e));
        } catch (LinkageError | AssertionError | OutOfMemoryError e) {
            exchange.put(new Exchange.Ended(new IllegalStateException(e)));
        }
    }

    private void read() {
        boolean impatient = whole != null && !isEmpty();
        List<ChangeBatch> batches = source.poll(impatient ? IMPATIENT : IDLE);
        for (ChangeBatch batch : batches) {
            take(batch);
        }
        ResumePoint end = whole;
        if (end != null && !isEmpty() && (batches.isEmpty() || batches.size() == 1)) {
            group.close(end);
            if (exchange.offer(new Exchange.Ready(group))) {
                begin();
            }
        }
    }

    private void take(ChangeBatch batch) {
        switch (chain.check(batch)) {
            case DROP -> {
                log.info("record {} is of a dead capture: passed over", batch.offset());
                return;
            }
            case TAKE_ANEW -> {
                log.info("record {} begins a capture anew", batch.offset());
                discardOpen();
            }
            case TAKE -> {}
        }
        try {
            BatchCursor cursor = new BatchCursor();
            cursor.open(batch);
            entries.read(batch, cursor, chain.at(batch.offset()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw Chain.hole("record " + batch.offset() + " cannot be read: " + e.getMessage());
        }
        group.weigh(batch.bytes());
        chain.pass(batch);
        whole = batch.head().endsInside() ? null : chain.at(batch.nextOffset());
        if (group.changes() >= MOST_CHANGES || group.bytes() >= MOST_BYTES) {
            handOver(whole);
        }
    }

    private void discardOpen() {
        boolean sent = fragmentSent;
        boolean behindAnchor = group.isBehindAnchor() && !sent;
        begin();
        if (sent) {
            group.discardOpen();
        }
        if (behindAnchor) {
            group.beginsBehindAnchor();
        }
        entries.forgetOpen();
    }

    /** The group that is filled. */
    Group group() {
        return group;
    }

    /** Ends the group behind its last whole transaction; reading could go on at this point. */
    void cut(ResumePoint at) {
        if (!isEmpty()) {
            handOver(at);
        }
    }

    private boolean isEmpty() {
        return group.transactions() == 0 && !group.discardsOpen();
    }

    private void handOver(@Nullable ResumePoint at) {
        group.close(at);
        exchange.put(new Exchange.Ready(group));
        begin();
        if (at == null) {
            fragmentSent = true;
            group.log().transaction(entries.commitLsn());
        }
    }

    private void begin() {
        group = new Group();
        fragmentSent = false;
        whole = null;
    }
}
