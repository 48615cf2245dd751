package dev.dunlin.sink.apply;

/**
 * Where reading goes on: a record, and the state of the chain before it.
 *
 * @param epoch of the batch before; -1 before the first
 * @param sequence that the next batch of the epoch has
 * @param end LSN where the batch before ended
 */
record ResumePoint(long offset, long epoch, long sequence, long end) {}
