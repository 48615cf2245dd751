package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** Which rows of a table a chunk holds. Together the chunks of a table hold each row once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ChunkRange {

    /** All rows: small tables, and storage that has no pages to cut by. */
    @JsonTypeName("whole")
    record Whole() implements ChunkRange {}

    /**
     * All rows of a partitioned table and its partitions, loaded through it: for partitions whose
     * bounds do not mean the same on two servers, such as hashes of an enum, which hash its oids.
     */
    @JsonTypeName("tree")
    record Tree() implements ChunkRange {}

    /**
     * Heap pages from {@code firstPage} up to, not including, {@code endPage}; PostgreSQL 14 and
     * later read these with a TID range scan. The last chunk of a table is an {@link OpenPages}.
     */
    @JsonTypeName("pages")
    record Pages(long firstPage, long endPage) implements ChunkRange {}

    /** Heap pages from {@code firstPage} to the end, however far the table has grown. */
    @JsonTypeName("open-pages")
    record OpenPages(long firstPage) implements ChunkRange {}

    /**
     * Integer keys: {@code first <= key < end}; the outermost chunks use the smallest and largest
     * long as "no bound", so that every row belongs to exactly one chunk.
     */
    @JsonTypeName("keys")
    record Keys(String column, long first, long end) implements ChunkRange {}
}
