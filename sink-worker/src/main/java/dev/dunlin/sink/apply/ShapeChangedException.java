package dev.dunlin.sink.apply;

import dev.dunlin.protocol.FailureException;

/** A table does not fit from one transaction on: what comes before can still be applied. */
final class ShapeChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient FailureException failure;
    private final long commitLsn;

    ShapeChangedException(FailureException failure, long commitLsn) {
        super(failure);
        this.failure = failure;
        this.commitLsn = commitLsn;
    }

    FailureException failure() {
        return failure;
    }

    /** Where the transaction was committed. */
    long commitLsn() {
        return commitLsn;
    }
}
