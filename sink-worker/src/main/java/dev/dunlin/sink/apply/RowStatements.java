package dev.dunlin.sink.apply;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The text of statements that change one row. Parameters are the values that are written, by
 * column, and those that find the row: the key's, or every column's. The latter come last, but
 * first where the row {@link #replaces is made anew}.
 */
final class RowStatements {

    private RowStatements() {}

    /** What a statement depends on; {@code present} are the columns with values. */
    record Form(byte kind, TargetTable table, BitSet present) {}

    static String of(Form form) {
        return switch (form.kind()) {
            case 'I' -> insert(form.table());
            case 'D', 'E' -> "DELETE FROM " + alone(form) + " AS t WHERE " + found(form);
            default -> replaces(form) ? replace(form) : update(form);
        };
    }

    private static String alone(Form form) {
        return form.table().alone();
    }

    private static String insert(TargetTable table) {
        if (table.columns().isEmpty()) {
            return "INSERT INTO " + table.name().quoted() + " DEFAULT VALUES";
        }
        return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
                .formatted(
                        table.name().quoted(),
                        names(table),
                        table.columns().stream()
                                .map(RowStatements::value)
                                .collect(Collectors.joining(", ")));
    }

    private static String names(TargetTable table) {
        return table.columns().stream()
                .map(TargetTable.Column::quoted)
                .collect(Collectors.joining(", "));
    }

    private static String value(TargetTable.Column column) {
        return column.value("?::text");
    }

    private static String update(Form form) {
        TargetTable table = form.table();
        String sets =
                written(form)
                        .mapToObj(column -> table.columns().get(column))
                        .map(column -> column.quoted() + " = " + value(column))
                        .collect(Collectors.joining(", "));
        if (sets.isEmpty()) {
            TargetTable.Column any = table.columns().getFirst();
            sets = any.quoted() + " = t." + any.quoted();
        }
        return "UPDATE %s AS t SET %s WHERE %s".formatted(alone(form), sets, found(form));
    }

    /**
     * PostgreSQL updates no column that is GENERATED ALWAYS AS IDENTITY: the row is made anew, what
     * did not change taken from the old one.
     */
    private static String replace(Form form) {
        TargetTable table = form.table();
        String values =
                IntStream.range(0, table.columns().size())
                        .mapToObj(
                                column -> {
                                    TargetTable.Column it = table.columns().get(column);
                                    return form.present().get(column)
                                            ? value(it)
                                            : "gone." + it.quoted();
                                })
                        .collect(Collectors.joining(", "));
        return ("WITH gone AS (DELETE FROM %s AS t WHERE %s RETURNING *)"
                        + " INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM gone")
                .formatted(alone(form), found(form), table.name().quoted(), names(table), values);
    }

    /** Columns an update writes. */
    static IntStream written(Form form) {
        boolean byKey = form.kind() == 'U';
        return form.present().stream()
                .filter(column -> replaces(form) || !byKey || !form.table().isKey(column));
    }

    /** Whether the row must be made anew. */
    static boolean replaces(Form form) {
        List<TargetTable.Column> columns = form.table().columns();
        return switch (form.kind()) {
            case 'K', 'O' -> form.table().hasAlways();
            case 'U' ->
                    IntStream.range(0, columns.size())
                            .anyMatch(
                                    column ->
                                            columns.get(column).always()
                                                    && !form.table().isKey(column));
            default -> false;
        };
    }

    private static String found(Form form) {
        return switch (form.kind()) {
            case 'O', 'E' -> wholeRow(form.table());
            default -> key(form.table());
        };
    }

    private static String key(TargetTable table) {
        return IntStream.of(table.key())
                .mapToObj(table.columns()::get)
                .map(column -> "t." + column.quoted() + " = " + value(column))
                .collect(Collectors.joining(" AND "));
    }

    /**
     * One row of those that are equal in every column. Both sides are compared as the text of their
     * type: not every type has an equality, and not every equality tells texts apart.
     */
    private static String wholeRow(TargetTable table) {
        String conditions =
                table.columns().stream()
                        .map(
                                column ->
                                        "w.%s::text IS NOT DISTINCT FROM %s::text"
                                                .formatted(column.quoted(), value(column)))
                        .collect(Collectors.joining(" AND "));
        return "t.ctid = (SELECT w.ctid FROM %s AS w WHERE %s LIMIT 1)"
                .formatted(table.alone(), conditions.isEmpty() ? "true" : conditions);
    }
}
