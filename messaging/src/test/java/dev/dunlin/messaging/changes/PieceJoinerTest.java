package dev.dunlin.messaging.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PieceJoinerTest {

    private final PieceJoiner joiner = new PieceJoiner();

    private static byte[] record(int piece, int pieces, long epoch, String body) {
        byte[] text = body.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(ChangeBatch.HEADER + text.length)
                .put((byte) 1)
                .put((byte) 2)
                .putShort((short) piece)
                .putShort((short) pieces)
                .putLong(epoch)
                .putLong(7)
                .putLong(100)
                .putLong(200)
                .putInt(3)
                .put(text)
                .array();
    }

    private static String body(ChangeBatch batch) {
        byte[] bytes = batch.body();
        return new String(
                bytes, batch.from(), batch.to() - batch.from(), StandardCharsets.US_ASCII);
    }

    @Test
    void aRecordIsABatch() {
        ChangeBatch batch = joiner.add(5, record(0, 1, 9, "body")).orElseThrow();
        assertThat(batch.head()).isEqualTo(new ChangeBatch.Head(false, true, 9, 7, 100, 200));
        assertThat(batch.offset()).isEqualTo(5);
        assertThat(batch.nextOffset()).isEqualTo(6);
        assertThat(body(batch)).isEqualTo("body");
    }

    @Test
    void piecesBecomeOneBatch() {
        assertThat(joiner.add(5, record(0, 3, 9, "ab"))).isEmpty();
        assertThat(joiner.add(6, record(1, 3, 9, "cd"))).isEmpty();
        ChangeBatch batch = joiner.add(7, record(2, 3, 9, "e")).orElseThrow();
        assertThat(body(batch)).isEqualTo("abcde");
        assertThat(batch.offset()).isEqualTo(5);
        assertThat(batch.nextOffset()).isEqualTo(8);
    }

    @Test
    void piecesWithoutTheirEndAreForgotten() {
        assertThat(joiner.add(5, record(0, 2, 9, "ab"))).isEmpty();
        Optional<ChangeBatch> next = joiner.add(6, record(0, 1, 10, "cd"));
        assertThat(next.map(PieceJoinerTest::body)).contains("cd");
        assertThat(joiner.add(7, record(1, 2, 9, "late"))).isEmpty();
        assertThat(joiner.add(8, record(0, 1, 10, "ef")).map(PieceJoinerTest::body)).contains("ef");
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] record = record(0, 1, 9, "");
        record[0] = 2;
        assertThatThrownBy(() -> joiner.add(5, record))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
