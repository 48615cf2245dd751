package dev.dunlin.sink;

import dev.dunlin.protocol.SequenceValue;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sets sequences and reads them back, some hundred in one statement. */
final class SequenceSetting {

    private static final int TOGETHER = 500;
    private static final String SET =
            "SELECT pg_catalog.setval(name::pg_catalog.regclass, value, called)"
                    + " FROM unnest(?::text[], ?::bigint[], ?::boolean[])"
                    + " AS sequences (name, value, called)";

    private final Connection connection;

    SequenceSetting(Connection connection) {
        this.connection = connection;
    }

    /** Sets the values; what the sequences hold then. */
    List<SequenceValue> set(List<SequenceValue> values) throws SQLException {
        List<SequenceValue> read = new ArrayList<>();
        for (int from = 0; from < values.size(); from += TOGETHER) {
            List<SequenceValue> part =
                    values.subList(from, Math.min(from + TOGETHER, values.size()));
            write(part);
            read.addAll(readBack(part));
        }
        return read;
    }

    private void write(List<SequenceValue> values) throws SQLException {
        Object[] names = values.stream().map(value -> value.name().quoted()).toArray();
        Object[] numbers = values.stream().map(SequenceValue::lastValue).toArray();
        Object[] called = values.stream().map(SequenceValue::called).toArray();
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setArray(1, array("text", names));
            set.setArray(2, array("int8", numbers));
            set.setArray(3, array("bool", called));
            set.executeQuery().close();
        }
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    private List<SequenceValue> readBack(List<SequenceValue> values) throws SQLException {
        String sql =
                IntStream.range(0, values.size())
                        .mapToObj(
                                i ->
                                        "SELECT "
                                                + i
                                                + ", last_value, is_called FROM "
                                                + values.get(i).name().quoted())
                        .collect(Collectors.joining(" UNION ALL "));
        List<SequenceValue> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                SequenceValue asked = values.get(row.getInt(1));
                read.add(new SequenceValue(asked.name(), row.getLong(2), row.getBoolean(3)));
            }
        }
        return read;
    }
}
