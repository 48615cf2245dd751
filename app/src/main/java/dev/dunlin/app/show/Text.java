package dev.dunlin.app.show;

/** Text from databases made fit for a line of a terminal. */
final class Text {

    private static final String CUT = "…";

    private Text() {}

    /** One line without control characters: names may hold anything, a terminal obeys anything. */
    static String safe(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n') {
                                out.append("\\n");
                            } else if (Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT) {
                                out.append(String.format("\\u%04x", c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return out.toString();
    }

    /** At most so many characters, the middle replaced by a mark: both ends tell names apart. */
    static String cutMiddle(String text, int width) {
        int length = length(text);
        if (length <= width) {
            return text;
        }
        if (width <= 1) {
            return CUT;
        }
        int head = width / 2;
        int tail = width - head - 1;
        return text.substring(0, text.offsetByCodePoints(0, head))
                + CUT
                + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }

    /** At most so many characters, the end replaced by a mark. */
    static String cutEnd(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + CUT;
    }

    /** Filled with spaces on the right. */
    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    /** Filled with spaces on the left. */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - length(text))) + text;
    }

    /** How many characters stand on the screen. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
