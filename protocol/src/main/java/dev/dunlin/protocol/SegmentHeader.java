package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Key of a record in a migration's rows topic; the value is a piece of the chunk's raw COPY bytes.
 * One attempt at a chunk is a {@link Begin}, {@link Data} and one {@link End}, with {@code
 * sequence} counting from 0; another attempt at the same chunk that begins later replaces it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface SegmentHeader {

    ChunkId chunk();

    /** Unique to one attempt. */
    long attempt();

    /** First segment; may carry bytes. */
    @JsonTypeName("begin")
    record Begin(ChunkId chunk, long attempt, int generation, TableShape shape)
            implements SegmentHeader {}

    /** A following segment. */
    @JsonTypeName("data")
    record Data(ChunkId chunk, long attempt, int sequence) implements SegmentHeader {}

    /** Last segment, without bytes: what the loader must have seen before it may commit. */
    @JsonTypeName("end")
    record End(ChunkId chunk, long attempt, int sequence, ChunkCounts counts)
            implements SegmentHeader {}

    /** The reader gave up: the loader forgets the attempt. */
    @JsonTypeName("abort")
    record Abort(ChunkId chunk, long attempt) implements SegmentHeader {}
}
