package dev.dunlin.protocol;

/**
 * Digest of a multiset of rows: how many, and two independent 64-bit hashes of each row's canonical
 * form, summed. Order does not matter; duplicates count.
 */
public record Digest(long rows, long sumA, long sumB) {

    public static final Digest EMPTY = new Digest(0, 0, 0);

    public Digest plus(Digest other) {
        return new Digest(rows + other.rows, sumA + other.sumA, sumB + other.sumB);
    }
}
