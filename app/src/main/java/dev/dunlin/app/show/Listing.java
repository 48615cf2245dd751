package dev.dunlin.app.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Things of one kind as a table: which columns there are, and what stands in them.
 *
 * @param name what the thing is called, for {@code -o name}
 */
public record Listing<T>(Function<T, String> name, List<Column<T>> columns) {

    private static final int WIDEST = 48;

    public Listing {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param right whether it is aligned to the right
     * @param wide whether only {@code -o wide} has it
     * @param paint gives the text of a thing its colour
     */
    public record Column<T>(
            String title,
            boolean right,
            boolean wide,
            Function<T, String> text,
            Function<T, UnaryOperator<String>> paint) {

        static <T> Column<T> left(String title, Function<T, String> text) {
            return new Column<>(title, false, false, text, _ -> UnaryOperator.identity());
        }

        static <T> Column<T> right(String title, Function<T, String> text) {
            return new Column<>(title, true, false, text, _ -> UnaryOperator.identity());
        }

        Column<T> onlyWide() {
            return new Column<>(title, right, true, text, paint);
        }

        Column<T> painted(Function<T, UnaryOperator<String>> how) {
            return new Column<>(title, right, wide, text, how);
        }
    }

    /** The names, line by line. */
    public List<String> names(List<T> things) {
        return things.stream().map(name).map(Text::safe).toList();
    }

    /** The table: its titles first, then a line for each thing. */
    public List<String> lines(List<T> things, boolean wide, Style style) {
        List<Column<T>> shown = columns.stream().filter(c -> wide || !c.wide()).toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(shown.stream().map(Column::title).toList());
        things.forEach(thing -> cells.add(shown.stream().map(c -> cell(c, thing, wide)).toList()));
        int[] widths = new int[shown.size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Text.length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < cells.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                Column<T> column = shown.get(i);
                String text = cells.get(row).get(i);
                String painted = row == 0 ? text : painted(column, things.get(row - 1), text);
                String padding = " ".repeat(widths[i] - Text.length(text));
                line.append(i == 0 ? "" : "  ");
                line.append(column.right() ? padding + painted : painted + padding);
            }
            String whole = line.toString().stripTrailing();
            lines.add(row == 0 ? style.strong(whole) : whole);
        }
        return lines;
    }

    private String cell(Column<T> column, T thing, boolean wide) {
        String text = Text.safe(column.text().apply(thing));
        return text.isEmpty() ? "-" : wide ? text : Text.cutMiddle(text, WIDEST);
    }

    private String painted(Column<T> column, T thing, String text) {
        return column.paint().apply(thing).apply(text);
    }
}
