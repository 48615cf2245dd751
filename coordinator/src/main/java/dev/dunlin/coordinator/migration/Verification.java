package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.KeyDigest;
import dev.dunlin.protocol.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Digests of one table that arrived.
 *
 * @param pass the pass under way, -1 for none: 0 whole ranges, 1 buckets of one range, 2 keys of
 *     one bucket
 * @param range the range under way in the later passes
 * @param bucket the bucket under way in the last pass
 * @param digests by side and range ({@code SOURCE/0}), for the pass under way
 * @param keys by side, in the last pass
 * @param differences what was found, for people
 */
public record Verification(
        int pass,
        int range,
        int bucket,
        Map<String, List<Digest>> digests,
        Map<Side, List<KeyDigest>> keys,
        List<String> differences) {

    /** No digest is awaited. */
    private static final int CLOSED = -1;

    static final Verification NONE = new Verification(CLOSED, 0, -1, Map.of(), Map.of(), List.of());

    /** Digests of one side and range in this pass, null while they are missing. */
    public @Nullable List<Digest> of(Side side, int rangeNumber) {
        return digests.get(key(side, rangeNumber));
    }

    /** Whether both sides of everything this pass asked for arrived. */
    public boolean complete(int ranges) {
        return digests.size() == 2 * (pass == 0 ? ranges : 1);
    }

    static String key(Side side, int rangeNumber) {
        return side + "/" + rangeNumber;
    }

    Verification with(Side side, int rangeNumber, List<Digest> found, List<KeyDigest> listed) {
        Map<String, List<Digest>> more = new HashMap<>(digests);
        more.put(key(side, rangeNumber), List.copyOf(found));
        Map<Side, List<KeyDigest>> moreKeys = new HashMap<>(keys);
        moreKeys.put(side, List.copyOf(listed));
        return new Verification(pass, range, bucket, more, moreKeys, differences);
    }

    Verification narrowed(int nextPass, int nextRange, int nextBucket) {
        return new Verification(nextPass, nextRange, nextBucket, Map.of(), Map.of(), differences);
    }

    /** Whether digests are awaited. */
    public boolean open() {
        return pass != CLOSED;
    }

    /** Nothing more is awaited. */
    Verification closed(List<String> found) {
        return new Verification(CLOSED, range, bucket, Map.of(), Map.of(), List.copyOf(found));
    }
}
