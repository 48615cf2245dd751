package dev.dunlin.app.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
final class NearNames {

    private static final int MOST = 3;

    private NearNames() {}

    /** The nearest ones first; empty when nothing is near. */
    static List<String> of(String typed, Collection<String> names) {
        int limit = Math.max(1, (typed.length() + 2) / 3);
        return names.stream()
                .filter(name -> near(typed, name, limit))
                .sorted(Comparator.comparingInt((String name) -> distance(typed, name)))
                .limit(MOST)
                .toList();
    }

    private static boolean near(String typed, String name, int limit) {
        return distance(typed, name) <= limit
                || name.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    }

    /** How many letters have to be changed, added or left out. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int changed = before[j - 1] + (same ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
