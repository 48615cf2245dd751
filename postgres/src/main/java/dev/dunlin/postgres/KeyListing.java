package dev.dunlin.postgres;

import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.KeyDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * The keys of one bucket with their rows' digests, sorted; of a longer list only the first ones.
 * Rows without a key are sorted by their hash, which both sides share.
 */
final class KeyListing {

    private final boolean keyed;
    private final boolean escaped;
    private final TreeMap<String, Digest> first = new TreeMap<>();

    KeyListing(boolean keyed, CopyFormat format) {
        this.keyed = keyed;
        this.escaped = format == CopyFormat.TEXT;
    }

    void add(byte[] message, RowCutter cutter, Digest row) {
        String place = keyed ? key(message, cutter) : "%016x".formatted(row.sumA());
        first.merge(place, row, Digest::plus);
        if (first.size() > DigestRequest.LISTED_KEYS) {
            first.pollLastEntry();
        }
    }

    List<KeyDigest> list() {
        return first.entrySet().stream()
                .map(entry -> new KeyDigest(keyed ? entry.getKey() : "", entry.getValue()))
                .toList();
    }

    private String key(byte[] message, RowCutter cutter) {
        int length = cutter.keyTo() - cutter.keyFrom();
        String text = new String(message, cutter.keyFrom(), length, StandardCharsets.UTF_8);
        return escaped && text.indexOf('\\') >= 0 ? unescape(text) : text;
    }

    /** Undoes the escapes of COPY's text form. */
    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c =
                        switch (text.charAt(i)) {
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            case 'v' -> '\u000b';
                            default -> text.charAt(i);
                        };
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
