package dev.dunlin.messaging.changes;

/**
 * How far a capture's changes are in Kafka: everything up to the end LSN, and what that was.
 *
 * @param end end LSN of the last transaction that the broker has acknowledged
 * @param endTime when that was committed, in microseconds since 1970; 0 before the first
 * @param changes row changes acknowledged since the capture began
 * @param transactions transactions acknowledged since the capture began
 */
public record Published(long end, long endTime, long changes, long transactions) {

    Published with(EncodedBatch batch) {
        return new Published(
                Math.max(end, batch.end().lsn()),
                batch.end().lsn() == 0 ? endTime : batch.end().time(),
                changes + batch.changes(),
                transactions + batch.end().transactions());
    }
}
