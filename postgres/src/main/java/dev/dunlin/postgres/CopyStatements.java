package dev.dunlin.postgres;

import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The COPY statements of a table. Out and in list the same columns in the same order, generated
 * columns are in neither; a table is always read by itself ({@code ONLY}), since its children and
 * partitions are tables of their own, unless the range is a whole tree.
 */
public final class CopyStatements {

    private CopyStatements() {}

    /**
     * Reads one chunk.
     *
     * @param condition restricts the rows further, as SQL without WHERE; empty for none
     */
    public static String copyOut(TableShape shape, ChunkRange range, String condition) {
        return "COPY (SELECT "
                + columnList(shape.columns())
                + source(shape, range, condition)
                + ") TO STDOUT"
                + format(shape.format());
    }

    /** Writes rows in the form that {@link #copyOut} reads them. */
    public static String copyIn(TableShape shape) {
        String columns = shape.columns().isEmpty() ? "" : " (" + columnList(shape.columns()) + ")";
        return "COPY " + shape.name().quoted() + columns + " FROM STDIN" + format(shape.format());
    }

    /** Quoted and separated by commas, as a column list takes them. */
    public static String columnList(List<String> columns) {
        return columns.stream().map(TableName::quote).collect(Collectors.joining(", "));
    }

    /** FROM and WHERE of a chunk. */
    static String source(TableShape shape, ChunkRange range, String condition) {
        List<String> conditions = new ArrayList<>(bounds(range));
        if (!condition.isEmpty()) {
            conditions.add("(" + condition + ")");
        }
        return (range instanceof ChunkRange.Tree ? " FROM " : " FROM ONLY ")
                + shape.name().quoted()
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    static String format(CopyFormat format) {
        return switch (format) {
            case BINARY -> " WITH (FORMAT binary)";
            case TEXT -> " WITH (FORMAT text)";
        };
    }

    private static List<String> bounds(ChunkRange range) {
        return switch (range) {
            case ChunkRange.Whole(), ChunkRange.Tree() -> List.of();
            case ChunkRange.Pages(long first, long end) ->
                    List.of("ctid >= " + tid(first), "ctid < " + tid(end));
            case ChunkRange.OpenPages(long first) -> List.of("ctid >= " + tid(first));
            case ChunkRange.Keys keys -> keyBounds(keys);
        };
    }

    private static List<String> keyBounds(ChunkRange.Keys keys) {
        String column = TableName.quote(keys.column());
        List<String> bounds = new ArrayList<>();
        if (keys.first() != Long.MIN_VALUE) {
            bounds.add(column + " >= " + literal(keys.first()));
        }
        if (keys.end() != Long.MAX_VALUE) {
            bounds.add(column + " < " + literal(keys.end()));
        }
        return bounds;
    }

    private static String literal(long value) {
        return "'" + value + "'::pg_catalog.int8";
    }

    private static String tid(long page) {
        return "'(" + page + ",0)'::pg_catalog.tid";
    }
}
