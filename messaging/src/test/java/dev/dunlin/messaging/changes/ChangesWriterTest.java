package dev.dunlin.messaging.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.FailureException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ChangesWriterTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final BatchEncoder encoder = new BatchEncoder();
    private final ChangesWriter writer =
            new ChangesWriter(producer, new TopicPartition("changes", 2), 9, 0);

    @Test
    void the_chain_holds_over_batches_and_fragments() {
        writer.beginAt(100);
        transaction(110);
        encoder.begin(120, 0, 1);
        encoder.heartbeat(1);
        writer.send(encoder);
        encoder.commit(130);
        writer.send(encoder);
        writer.send(encoder);

        assertThat(headers())
                .containsExactly(
                        new PieceHeader(0, 0, 1, 9, 0, 100, 110, 0),
                        new PieceHeader(2, 0, 1, 9, 1, 110, 110, 0),
                        new PieceHeader(1, 0, 1, 9, 2, 110, 130, 0));
    }

    @Test
    void only_what_is_acknowledged_counts() {
        writer.beginAt(100);
        transaction(110);
        transaction(120);
        assertThat(writer.published().end()).isEqualTo(100);
        producer.completeNext();
        assertThat(writer.published()).isEqualTo(new Published(110, 5, 0, 1));
        assertThat(writer.full()).isFalse();
    }

    @Test
    void after_a_loss_nothing_counts_any_more() {
        writer.beginAt(100);
        transaction(110);
        transaction(120);
        producer.errorNext(new TimeoutException("too late"));
        assertThat(producer.closed()).isTrue();
        producer.completeNext();

        assertThat(writer.published().end()).isEqualTo(100);
        assertThatThrownBy(writer::check)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void a_large_value_is_cut_into_pieces_that_join_to_the_batch() {
        writer.beginAt(100);
        encoder.begin(105, 0, 1);
        encoder.heartbeat(1);
        encoder.text("x".repeat(2 * ChangesWriter.PIECE_BYTES));
        encoder.commit(110);
        writer.send(encoder);

        assertThat(headers()).extracting(PieceHeader::piece).containsExactly(0, 1, 2);
        assertThat(headers()).allMatch(header -> header.pieces() == 3 && header.end() == 110);
        int body = producer.history().stream().mapToInt(r -> r.value().length - 42).sum();
        assertThat(body).isEqualTo(21 + 6 + 5 + 2 * ChangesWriter.PIECE_BYTES + 9);
        producer.completeNext();
        assertThat(writer.published().end()).isEqualTo(100);
        producer.completeNext();
        producer.completeNext();
        assertThat(writer.published().end()).isEqualTo(110);
    }

    private void transaction(long end) {
        encoder.begin(end - 1, 5, 1);
        encoder.heartbeat(1);
        encoder.commit(end);
        writer.send(encoder);
    }

    private List<PieceHeader> headers() {
        return producer.history().stream()
                .map(ProducerRecord::value)
                .map(value -> PieceHeader.of(Objects.requireNonNull(value)))
                .toList();
    }
}
