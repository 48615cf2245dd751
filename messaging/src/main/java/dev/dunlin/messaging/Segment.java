package dev.dunlin.messaging;

import dev.dunlin.protocol.SegmentHeader;

/** A record of a rows partition: where it stands, what it is and its piece of COPY bytes. */
@SuppressWarnings("ArrayRecordComponent")
public record Segment(long offset, SegmentHeader header, byte[] bytes) {}
