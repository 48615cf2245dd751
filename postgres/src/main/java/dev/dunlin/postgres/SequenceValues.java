package dev.dunlin.postgres;

import dev.dunlin.protocol.SequenceValue;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the exact state of sequences: value and whether it was handed out, which pg_sequences does
 * not tell for a value that was set but not used.
 */
public final class SequenceValues {

    private static final int TOGETHER = 200;

    private SequenceValues() {}

    /** Every sequence that moves, by schema and name; those of extensions stay. */
    public static List<SequenceValue> read(Connection connection, TablePatterns patterns)
            throws SQLException {
        List<TableName> names =
                MovingRelations.load(connection, patterns)
                        .moving(relation -> relation.kind() == 'S' && !relation.extensionMember())
                        .stream()
                        .map(Relation::name)
                        .toList();
        return read(connection, names);
    }

    /** The sequences with these names, in this order. */
    public static List<SequenceValue> read(Connection connection, List<TableName> names)
            throws SQLException {
        List<SequenceValue> values = new ArrayList<>(names.size());
        try (Statement statement = connection.createStatement()) {
            for (int from = 0; from < names.size(); from += TOGETHER) {
                List<TableName> some = names.subList(from, Math.min(names.size(), from + TOGETHER));
                read(statement, some, values);
            }
        }
        return values;
    }

    private static void read(Statement statement, List<TableName> names, List<SequenceValue> values)
            throws SQLException {
        String sql =
                IntStream.range(0, names.size())
                        .mapToObj(
                                place ->
                                        "SELECT "
                                                + place
                                                + ", last_value, is_called FROM "
                                                + names.get(place).quoted())
                        .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY 1"));
        try (ResultSet rows = statement.executeQuery(sql)) {
            for (TableName name : names) {
                rows.next();
                values.add(new SequenceValue(name, rows.getLong(2), rows.getBoolean(3)));
            }
        }
    }
}
