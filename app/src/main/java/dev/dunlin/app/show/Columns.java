package dev.dunlin.app.show;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells under each other. */
final class Columns {

    private final String alignment;
    private final List<String[]> rows = new ArrayList<>();

    /** One letter per column: {@code l} for left, {@code r} for right. */
    Columns(String alignment) {
        this.alignment = alignment;
    }

    void add(String... cells) {
        rows.add(cells);
    }

    List<String> lines() {
        int[] widths = new int[alignment.length()];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Text.length(row[i]));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(i == 0 ? "" : "  ");
            boolean left = alignment.charAt(i) == 'l';
            line.append(left ? Text.left(row[i], widths[i]) : Text.right(row[i], widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
