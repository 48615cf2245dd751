package dev.dunlin.app.show;

import java.util.Locale;
import java.util.Map;

/**
 * Colours and the characters of bars.
 *
 * @param color whether escape sequences for colours are written
 * @param blocks whether the terminal shows block characters
 */
public record Style(boolean color, boolean blocks) {

    /** No colours, plain ASCII. */
    public static final Style PLAIN = new Style(false, false);

    /** What {@code --color}, the environment and the stream allow. */
    public static Style of(String when, boolean terminal, Map<String, String> environment) {
        String locale =
                environment.getOrDefault(
                        "LC_ALL",
                        environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
        boolean blocks = locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
        boolean wanted =
                terminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return switch (when) {
            case "always" -> new Style(true, blocks);
            case "never" -> new Style(false, blocks);
            default -> new Style(wanted, blocks);
        };
    }

    String good(String text) {
        return painted("32", text);
    }

    String warning(String text) {
        return painted("33", text);
    }

    String bad(String text) {
        return painted("31", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    String strong(String text) {
        return painted("1", text);
    }

    private String painted(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** A bar of so many characters, so much of it filled. */
    String bar(double fraction, int width) {
        int filled = (int) Math.floor(Math.clamp(fraction, 0, 1) * width);
        String full = blocks ? "█" : "#";
        String empty = blocks ? "░" : "-";
        return good(full.repeat(filled)) + faint(empty.repeat(width - filled));
    }
}
