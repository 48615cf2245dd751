package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.ChangeBatch;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;

/**
 * Checks that batches follow each other without a hole. Which transactions of a batch are repeated
 * is for the reader to see; this knows batches only.
 */
final class Chain {

    private long epoch;
    private long sequence;
    private long end;
    private long seen;
    private boolean inside;

    /** The first batch after a restart may begin in a transaction that is applied already. */
    private boolean resuming = true;

    /** The chain as it was at this point; everything up to {@code applied} is known. */
    Chain(ResumePoint resume, long applied) {
        this.epoch = resume.epoch();
        this.sequence = resume.sequence();
        this.end = resume.end();
        this.seen = Math.max(end, applied);
    }

    /** What to do with a batch. */
    enum Verdict {
        /** It is the next one. */
        TAKE,
        /** It is the next one, and what its epoch's predecessor left unfinished is void. */
        TAKE_ANEW,
        /** A dead capture wrote it. */
        DROP
    }

    /**
     * Looks at the next batch.
     *
     * @throws FailureException {@code DUN-APPLY-HOLE} when changes are missing before it
     */
    Verdict check(ChangeBatch batch) {
        if (batch.head().epoch() < epoch) {
            return Verdict.DROP;
        }
        boolean newEpoch = batch.head().epoch() > epoch;
        if (newEpoch) {
            require(batch.head().sequence() == 0 && !batch.head().beginsInside(), batch);
            require(batch.head().previousEnd() <= seen, batch);
            return inside ? Verdict.TAKE_ANEW : Verdict.TAKE;
        }
        require(batch.head().sequence() == sequence && batch.head().previousEnd() == end, batch);
        require(resuming || batch.head().beginsInside() == inside, batch);
        return Verdict.TAKE;
    }

    /** The state before the next batch, which begins at this offset. */
    ResumePoint at(long offset) {
        return new ResumePoint(offset, epoch, sequence, end);
    }

    /** The batch was taken. */
    void pass(ChangeBatch batch) {
        epoch = batch.head().epoch();
        sequence = batch.head().sequence() + 1;
        end = batch.head().end();
        seen = Math.max(seen, end);
        inside = batch.head().endsInside();
        resuming = false;
    }

    private void require(boolean follows, ChangeBatch batch) {
        if (!follows) {
            throw hole(
                    ("record %d (epoch %d, sequence %d, previous end %s) does not follow"
                                    + " %s (epoch %d, sequence %d)")
                            .formatted(
                                    batch.offset(),
                                    batch.head().epoch(),
                                    batch.head().sequence(),
                                    Lsn.text(batch.head().previousEnd()),
                                    Lsn.text(Math.max(seen, end)),
                                    epoch,
                                    sequence - 1));
        }
    }

    /** Changes are missing. */
    static FailureException hole(String what) {
        return FailureException.permanent(
                new Failure(
                        "DUN-APPLY-HOLE",
                        FailureKind.TRANSPORT,
                        "changes are missing: " + what,
                        "nothing wrong was applied, but what is missing cannot be had again:"
                                + " start the migration again"));
    }
}
