package dev.dunlin.protocol;

/**
 * A pg_dump custom archive lying in a topic: {@code records} consecutive records of the archive
 * with this {@code id} from {@code firstOffset} on.
 */
public record ArchiveRef(
        String topic,
        int partition,
        long firstOffset,
        String id,
        int records,
        long bytes,
        String sha256) {}
