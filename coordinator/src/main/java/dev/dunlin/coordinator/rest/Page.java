package dev.dunlin.coordinator.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what to ask the next part with; empty after the last
 */
public record Page<T>(List<T> items, String nextCursor) {

    static final int USUAL = 100;
    static final int MOST = 5_000;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The part that follows the cursor.
     *
     * @param all in order
     * @param key names an item; stands in the cursor, so that items coming and going move nothing
     * @param limit how many, {@link #USUAL} when not said
     */
    static <T> Page<T> of(
            List<T> all,
            Function<T, String> key,
            @Nullable Integer limit,
            @Nullable String cursor) {
        int size = Math.clamp(limit == null ? USUAL : limit, 1, MOST);
        int from = cursor == null || cursor.isEmpty() ? 0 : after(all, key, cursor);
        List<T> items = all.subList(from, Math.min(all.size(), from + size));
        boolean more = from + items.size() < all.size();
        return new Page<>(items, more ? key.apply(items.getLast()) : "");
    }

    private static <T> int after(List<T> all, Function<T, String> key, String cursor) {
        Optional<T> last = all.stream().filter(item -> key.apply(item).equals(cursor)).findFirst();
        return last.map(item -> all.indexOf(item) + 1).orElse(all.size());
    }
}
