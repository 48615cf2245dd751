package dev.dunlin.protocol;

/** A chunk of a table, numbered from 0 in the order of its ranges. */
public record ChunkId(TableId table, int number) {

    @Override
    public String toString() {
        return table + "#" + number;
    }
}
