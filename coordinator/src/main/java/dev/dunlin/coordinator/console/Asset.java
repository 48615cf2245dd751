package dev.dunlin.coordinator.console;

import java.util.Map;

/** A file of the console. */
final class Asset {

    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "html", "text/html;charset=utf-8",
                    "svg", "image/svg+xml;charset=utf-8",
                    "md", "text/markdown;charset=utf-8");

    private final String type;
    private final byte[] content;

    private Asset(String type, byte[] content) {
        this.type = type;
        this.content = content;
    }

    /** Its media type. */
    String type() {
        return type;
    }

    /** Not to be written to. */
    byte[] content() {
        return content;
    }

    /** A file whose name ends as the kinds do that are handed out. */
    static Asset of(String name, byte[] content) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no media type for " + name);
        }
        return new Asset(type, content);
    }
}
