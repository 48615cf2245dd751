package dev.dunlin.messaging.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.changes.EncodedRelation.Column;
import dev.dunlin.protocol.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchEncoderTest {

    private static final String RELATION =
            "0001 73 0003 c3a974 66 0002 01 0001 61 0004 696e7434 00 0001 62 0004 74657874";

    private final BatchEncoder encoder = new BatchEncoder();
    private final EncodedRelation relation =
            new EncodedRelation(
                    new TableName("s", "ét"),
                    'f',
                    List.of(new Column(true, "a", "int4"), new Column(false, "b", "text")));

    @Test
    void a_transaction_is_begun_by_its_first_entry_and_describes_each_relation_once() {
        encoder.begin(0x11, 0x22, 0x33);
        row('I', "1");
        row('O', "1");
        row('E', "1");
        encoder.commit(0x44);

        String relationEntry = "52 0000 0000001f" + RELATION;
        assertBody(
                encoder.take(),
                "42 0000000000000011 0000000000000022 00000033"
                        + relationEntry
                        + "49 0000 0002 74 00000001 31 6e"
                        + "4f 0000 0002 74 00000001 31 6e"
                        + "45 0000 0002 74 00000001 31 6e"
                        + "43 0000000000000044");
    }

    @Test
    void empty_transactions_leave_nothing() {
        encoder.begin(1, 2, 3);
        encoder.commit(4);

        assertThat(encoder.empty()).isTrue();
    }

    @Test
    void a_fragment_says_that_it_ends_and_begins_inside_and_describes_relations_again() {
        encoder.begin(1, 2, 3);
        row('D', "1");
        EncodedBatch first = encoder.take();
        row('D', "2");
        encoder.commit(0x44);
        EncodedBatch second = encoder.take();

        assertThat(first.flags()).isEqualTo(PieceHeader.ENDS_INSIDE);
        assertThat(first.end().lsn()).isZero();
        assertThat(second.flags()).isEqualTo(PieceHeader.BEGINS_INSIDE);
        assertThat(second.end()).isEqualTo(new EncodedBatch.End(0x44, 2, 1));
        assertBody(
                second,
                "52 0000 0000001f"
                        + RELATION
                        + "44 0000 0002 74 00000001 32 6e 43 0000000000000044");
    }

    @Test
    void messages_and_truncates_have_their_form() {
        encoder.begin(1, 2, 3);
        encoder.heartbeat(7);
        encoder.marker(-1);
        encoder.truncate(3, List.of(relation, relation));
        EncodedBatch batch = encoder.take();

        assertThat(batch.changes()).isEqualTo(1);
        assertBody(
                batch,
                "42 0000000000000001 0000000000000002 00000003 4d 00 00000007 4d 01 ffffffff"
                        + "52 0000 0000001f"
                        + RELATION
                        + "54 03 0002 0000 0000");
    }

    @Test
    void text_of_any_alphabet_and_length_is_utf8() {
        for (String text :
                List.of("", "plain", "é", "日本語", "😀", "x".repeat(5000), "ü".repeat(100))) {
            encoder.begin(1, 2, 3);
            encoder.text(text);
            byte[] bytes = encoder.take().bytes();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            ByteBuffer body = ByteBuffer.wrap(bytes, PieceHeader.BYTES, 5 + utf8.length);
            assertThat(body.get()).isEqualTo((byte) 't');
            assertThat(body.getInt()).isEqualTo(utf8.length);
            assertThat(Arrays.copyOfRange(bytes, PieceHeader.BYTES + 5, bytes.length))
                    .isEqualTo(utf8);
        }
    }

    @Test
    void the_header_reads_back() {
        PieceHeader header = new PieceHeader(3, 1, 40_000, 4, 5, 6, 7, 8);
        byte[] record = new byte[PieceHeader.BYTES];
        header.into(record);

        assertThat(PieceHeader.of(record)).isEqualTo(header);
        assertThat(Arrays.copyOf(record, 6)).isEqualTo(hex("01 03 0001 9c40"));
    }

    private void row(char operation, String first) {
        encoder.row(operation, relation);
        encoder.tuple(2);
        encoder.text(first);
        encoder.nothing();
    }

    private static void assertBody(EncodedBatch batch, String expected) {
        byte[] body = Arrays.copyOfRange(batch.bytes(), PieceHeader.BYTES, batch.bytes().length);
        assertThat(body).isEqualTo(hex(expected));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
