package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RowsProducersTest {

    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();

    private RowsProducers producers(Duration idle) {
        return new RowsProducers(
                () -> {
                    made.add(
                            new MockProducer<>(
                                    true,
                                    null,
                                    new ByteArraySerializer(),
                                    new ByteArraySerializer()));
                    return made.getLast();
                },
                idle);
    }

    @Test
    void oneProducerIsSharedAndEndsSoonAfterItsLastUser() {
        try (RowsProducers producers = producers(Duration.ofMillis(20))) {
            RowsProducers.Lease first = producers.lease();
            RowsProducers.Lease second = producers.lease();
            assertThat(first.producer()).isSameAs(second.producer());

            first.close();
            first.close();
            second.close();
            Await.until("the producer is closed", () -> made.getFirst().closed());

            try (RowsProducers.Lease later = producers.lease()) {
                assertThat(later.producer()).isNotSameAs(made.getFirst());
            }
            assertThat(made).hasSize(2);
        }
        assertThat(made.getLast().closed()).isTrue();
    }

    @Test
    void aProducerThatIsTakenUpAgainStays() {
        try (RowsProducers producers = producers(Duration.ofHours(1))) {
            producers.lease().close();
            try (RowsProducers.Lease again = producers.lease()) {
                assertThat(again.producer()).isSameAs(made.getFirst());
            }
            assertThat(made).hasSize(1);
            assertThat(made.getFirst().closed()).isFalse();
        }
    }
}
