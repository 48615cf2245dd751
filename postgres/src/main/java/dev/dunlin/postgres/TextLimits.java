package dev.dunlin.postgres;

import dev.dunlin.protocol.TableName;
import java.util.List;

/** Keeps names and lists in messages to people short and on one line. */
public final class TextLimits {

    private static final int NAMES = 10;

    private TextLimits() {}

    /** A name as SQL quotes it, with control characters made visible. */
    public static String name(String name) {
        return oneLine(TableName.quote(name));
    }

    /** The first few of a list and how many more there are. */
    public static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
        return oneLine(
                names.size() <= NAMES ? shown : shown + " and " + (names.size() - NAMES) + " more");
    }

    /** The text with control characters made visible, so that it cannot forge a line of a log. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : c);
        }
        return line.toString();
    }
}
