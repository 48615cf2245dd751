package dev.dunlin.app.show;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Draws lines over the ones it drew before. Each drawing is one write, and a line is cleared only
 * after its new text, so that nothing flickers. When the window became narrower, what was drawn has
 * been wrapped by the terminal: the way up is counted in the width of now.
 */
final class Screen {

    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_REST_OF_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final Pattern COLORS = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Terminal terminal;
    private List<String> drawn = List.of();

    Screen(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Puts lines where they stay, and the live lines below them in the place of the old ones. */
    void draw(List<String> kept, List<String> live) {
        Terminal.Size size = terminal.size();
        List<String> fitting = live.subList(0, Math.clamp(size.rows() - 1L, 0, live.size()));
        terminal.write(up(size) + body(kept) + body(fitting) + CLEAR_BELOW);
        drawn = List.copyOf(fitting);
    }

    /** Takes the live lines away. */
    void clear() {
        if (!drawn.isEmpty()) {
            draw(List.of(), List.of());
        }
    }

    private String up(Terminal.Size size) {
        int rows = drawn.stream().mapToInt(line -> rows(line, size.columns())).sum();
        return rows == 0 ? "" : "\r" + ESCAPE + rows + "A";
    }

    private static int rows(String line, int columns) {
        int length = Text.length(COLORS.matcher(line).replaceAll(""));
        return Math.max(1, Math.ceilDiv(length, Math.max(1, columns)));
    }

    private static String body(List<String> lines) {
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line).append(CLEAR_REST_OF_LINE).append('\n'));
        return body.toString();
    }
}
