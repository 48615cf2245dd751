package dev.dunlin.protocol;

/**
 * What of a table is digested. A first pass asks for {@code buckets} = 1; where the sides differ, a
 * second asks for many buckets (rows spread by a hash of their key, or of the whole row where there
 * is no key) and a third lists the keys of one bucket.
 *
 * @param pass number of the pass, 0 first
 * @param range which part of the table, by integer key or whole; the same on both sides
 * @param rangeNumber number of that range in the table
 * @param buckets how many buckets are answered
 * @param listBucket the bucket whose keys are listed, -1 for none
 * @param occasion names the comparison: the id of the source's snapshot. The answer names it again,
 *     so that it is not taken for that of another one
 */
public record DigestRequest(
        TableShape shape,
        int pass,
        ChunkRange range,
        int rangeNumber,
        int buckets,
        int listBucket,
        String occasion) {

    /** Most keys a listing holds; a longer list says that it was cut. */
    public static final int LISTED_KEYS = 2_000;

    /** Names this piece of work in task ids. */
    public String label() {
        return shape.id()
                + "/"
                + pass
                + "/"
                + rangeNumber
                + (listBucket < 0 ? "" : "/" + listBucket);
    }
}
