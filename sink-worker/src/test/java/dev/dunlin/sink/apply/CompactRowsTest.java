package dev.dunlin.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.changes.Tuple;
import dev.dunlin.protocol.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactRowsTest {

    private final CompactRows rows =
            new CompactRows(
                    new TargetTable(
                            new TableName("public", "a"),
                            false,
                            List.of(column("id"), column("v"), column("w")),
                            new int[] {0},
                            new int[] {0}));

    private static TargetTable.Column column(String name) {
        return new TargetTable.Column(name, "text", true, false, false);
    }

    /** Columns divided by commas, a minus for unchanged; no comma: the key alone. */
    private boolean add(char operation, String row) {
        String[] values = row.split(",", -1);
        byte[] bytes = new byte[100];
        bytes[1] = (byte) values.length;
        int at = 2;
        for (String value : values) {
            if (value.equals("-")) {
                bytes[at++] = 'u';
            } else {
                bytes[at] = 't';
                bytes[at + 4] = (byte) value.length();
                byte[] text = value.getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(text, 0, bytes, at + 5, text.length);
                at += 5 + text.length;
            }
        }
        return rows.add((byte) operation, bytes, 0);
    }

    private String result(int row) {
        StringBuilder text = new StringBuilder().append((char) rows.operation(row));
        byte[] bytes = rows.bytes(row);
        for (int i = 0; i < Tuple.columns(bytes, rows.tuple(row)); i++) {
            int value = Tuple.value(bytes, rows.tuple(row), i);
            text.append(' ').append(bytes[value] == 'u' ? "-" : RowApply.text(bytes, value));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I k,1,2 | U k,3,4 | I k 3 4",
                "I k,1,2 | U k,-,4 | I k 1 4",
                "I k,1,2 | D k     | 0 k",
                "U k,1,2 | U k,3,4 | U k 3 4",
                "U k,1,- | U k,-,4 | U k 1 4",
                "U k,-,2 | U k,-,4 | U k - 4",
                "U k,1,2 | D k     | D k",
                "D k     | I k,3,4 | U k 3 4",
                "I k,1,2 | I k,3,4 | refused",
                "U k,1,2 | I k,3,4 | refused",
                "D k     | U k,3,4 | refused",
                "D k     | D k     | refused"
            })
    void twoChangesOfOneRowBecomeOne(String first, String second, String expected) {
        assertThat(add(first.charAt(0), first.substring(2).strip())).isTrue();
        boolean follows = add(second.charAt(0), second.substring(2).strip());
        assertThat(follows ? result(0) : "refused").isEqualTo(expected);
        assertThat(rows.size()).isEqualTo(1);
    }

    @Test
    void aRowThatCameAndWentMayComeAgain() {
        add('I', "k,1,2");
        add('D', "k");
        assertThat(add('U', "k,1,2")).isFalse();
        assertThat(add('I', "k,3,4")).isTrue();
        assertThat(result(0)).isEqualTo("I k 3 4");
    }

    @Test
    void manyRowsStayApart() {
        for (int i = 0; i < 5_000; i++) {
            add('I', i + ",1,2");
        }
        for (int i = 0; i < 5_000; i += 2) {
            assertThat(add('D', String.valueOf(i))).isTrue();
        }
        assertThat(rows.size()).isEqualTo(5_000);
        assertThat(rows.operation(4_998)).isEqualTo(CompactRows.NOTHING);
        assertThat(rows.operation(4_999)).isEqualTo((byte) 'I');
    }
}
