package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Verification;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.KeyDigest;
import dev.dunlin.protocol.SequenceValue;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two sides do not have in common, in words. */
final class Differences {

    private static final int MOST_KEYS = 10;
    private static final int MOST_SEQUENCES = 20;

    private Differences() {}

    /** First range whose digests differ, or -1. */
    static int firstRange(Verification verification) {
        for (int i = 0; verification.of(Side.SOURCE, i) != null; i++) {
            if (!Objects.equals(verification.of(Side.SOURCE, i), verification.of(Side.TARGET, i))) {
                return i;
            }
        }
        return -1;
    }

    /** First bucket of the range under way whose digests differ, or -1. */
    static int firstBucket(Verification verification) {
        List<Digest> source = digests(verification, Side.SOURCE);
        List<Digest> target = digests(verification, Side.TARGET);
        for (int i = 0; i < Math.min(source.size(), target.size()); i++) {
            if (!source.get(i).equals(target.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<Digest> digests(Verification verification, Side side) {
        List<Digest> digests = verification.of(side, verification.range());
        return digests == null ? List.of() : digests;
    }

    /** Keys that only one side has, or whose rows differ; rows of equal key are summed. */
    static List<String> ofKeys(Verification verification) {
        SortedMap<String, Digest> source = sums(verification.keys().get(Side.SOURCE));
        SortedMap<String, Digest> target = sums(verification.keys().get(Side.TARGET));
        SortedSet<String> keys = new TreeSet<>(source.keySet());
        keys.addAll(target.keySet());
        List<String> found = new ArrayList<>();
        for (String key : keys) {
            Digest here = source.get(key);
            Digest there = target.get(key);
            if (!Objects.equals(here, there) && found.size() < MOST_KEYS) {
                found.add(inWords(key, here, there));
            }
        }
        return found;
    }

    private static String inWords(String key, @Nullable Digest source, @Nullable Digest target) {
        String row = key.isEmpty() ? "rows of a table without a key" : "key " + key;
        if (target == null) {
            return row + " only on the source";
        }
        if (source == null) {
            return row + " only on the target";
        }
        return source.rows() == target.rows()
                ? row + " differs"
                : row
                        + ": "
                        + source.rows()
                        + " on the source, "
                        + target.rows()
                        + " on the target";
    }

    private static SortedMap<String, Digest> sums(@Nullable List<KeyDigest> keys) {
        SortedMap<String, Digest> sums = new TreeMap<>();
        if (keys != null) {
            keys.forEach(k -> sums.merge(k.key(), k.digest(), Digest::plus));
        }
        return sums;
    }

    /** Names table and range in front of each key. */
    static List<String> described(
            TableName table, ChunkRange range, int number, List<String> keys) {
        String where = "table " + table.quoted() + ", " + inWords(range, number);
        return keys.isEmpty()
                ? List.of(where + ": digests differ")
                : keys.stream().map(key -> where + ": " + key).toList();
    }

    private static String inWords(ChunkRange range, int number) {
        return switch (range) {
            case ChunkRange.Keys(var column, var first, var end) ->
                    "range "
                            + number
                            + " ("
                            + (first == Long.MIN_VALUE ? "" : first + " <= ")
                            + column
                            + (end == Long.MAX_VALUE ? "" : " < " + end)
                            + ")";
            case ChunkRange.Whole _,
                    ChunkRange.Tree _,
                    ChunkRange.Pages _,
                    ChunkRange.OpenPages _ ->
                    "all rows";
        };
    }

    static List<String> ofSequences(List<SequenceValue> source, List<SequenceValue> target) {
        Map<TableName, SequenceValue> there = new HashMap<>();
        target.forEach(value -> there.put(value.name(), value));
        List<String> found = new ArrayList<>();
        for (SequenceValue value : source) {
            SequenceValue other = there.get(value.name());
            if (!value.equals(other) && found.size() < MOST_SEQUENCES) {
                found.add(
                        "sequence "
                                + value.name().quoted()
                                + ": "
                                + value.lastValue()
                                + " on the source, "
                                + (other == null ? "missing" : other.lastValue())
                                + " on the target");
            }
        }
        return found;
    }

    static List<String> ofCounts(
            SortedMap<String, String> source, SortedMap<String, String> target) {
        SortedSet<String> kinds = new TreeSet<>(source.keySet());
        kinds.addAll(target.keySet());
        List<String> found = new ArrayList<>();
        for (String kind : kinds) {
            String here = source.getOrDefault(kind, "0");
            String there = target.getOrDefault(kind, "0");
            if (!here.equals(there)) {
                found.add(kind + ": " + here + " on the source, " + there + " on the target");
            }
        }
        return found;
    }
}
