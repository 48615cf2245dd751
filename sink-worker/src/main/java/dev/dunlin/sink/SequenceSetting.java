package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
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
    private static final SqlFile SET = SqlFile.of(SequenceSetting.class, "sequences-set");

    private final Connection connection;
    private final int headRoom;

    /** Sets values that were handed out this many increments ahead, if the limits allow it. */
    SequenceSetting(Connection connection, int headRoom) {
        this.connection = connection;
        this.headRoom = headRoom;
    }

    /** Sets the values; what the sequences hold then, the head-room taken off. */
    List<SequenceValue> set(List<SequenceValue> values) throws SQLException {
        List<SequenceValue> read = new ArrayList<>();
        for (int from = 0; from < values.size(); from += TOGETHER) {
            List<SequenceValue> part =
                    values.subList(from, Math.min(from + TOGETHER, values.size()));
            read.addAll(readBack(part, write(part)));
        }
        return read;
    }

    /** How far ahead of its value each sequence was set. */
    private long[] write(List<SequenceValue> values) throws SQLException {
        Object[] names = values.stream().map(value -> value.name().quoted()).toArray();
        Object[] numbers = values.stream().map(SequenceValue::lastValue).toArray();
        Object[] called = values.stream().map(SequenceValue::called).toArray();
        try (PreparedStatement set = connection.prepareStatement(SET.text())) {
            set.setInt(1, headRoom);
            set.setArray(2, array("text", names));
            set.setArray(3, array("int8", numbers));
            set.setArray(4, array("bool", called));
            long[] ahead = new long[values.size()];
            try (ResultSet row = set.executeQuery()) {
                while (row.next()) {
                    ahead[row.getInt(1) - 1] = row.getLong(2);
                }
            }
            return ahead;
        }
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    private List<SequenceValue> readBack(List<SequenceValue> values, long[] ahead)
            throws SQLException {
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
                int place = row.getInt(1);
                long value = row.getLong(2) - ahead[place];
                read.add(new SequenceValue(values.get(place).name(), value, row.getBoolean(3)));
            }
        }
        return read;
    }
}
