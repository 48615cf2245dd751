package dev.dunlin.sink.apply;

import org.postgresql.replication.LogSequenceNumber;

/** Places in the source's WAL as numbers. */
final class Lsn {

    private Lsn() {}

    /** The number; 0, before everything, for none. */
    static long parse(String text) {
        return text.isEmpty() ? 0 : LogSequenceNumber.valueOf(text).asLong();
    }

    static String text(long lsn) {
        return LogSequenceNumber.valueOf(lsn).asString();
    }
}
