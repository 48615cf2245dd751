package dev.dunlin.protocol;

import java.util.List;

/**
 * Which schemas and tables move. A pattern is {@code schema} or {@code schema.table}, {@code *}
 * matching any run of characters and a double-quoted part taken literally; no include pattern means
 * everything, an exclude pattern wins. Types, functions and other objects of an included schema
 * always move.
 */
public record TablePatterns(List<String> include, List<String> exclude) {

    public static final TablePatterns ALL = new TablePatterns(List.of(), List.of());

    public TablePatterns {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
