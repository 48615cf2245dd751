package dev.dunlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AwaitTest {
    private static final Duration SHORT = Duration.ofMillis(30);

    @Test
    void returnsTheFirstValueThatIsAsWanted() {
        var asked = new AtomicInteger();

        var value =
                Await.value("three", Duration.ofSeconds(5), asked::incrementAndGet, n -> n >= 3);

        assertThat(value).isEqualTo(3);
    }

    @Test
    void anExceptionCountsAsNotYet() {
        var asked = new AtomicInteger();

        Await.until("no division by zero", () -> 1 / asked.getAndIncrement() == 1);

        assertThat(asked).hasValue(2);
    }

    @Test
    void theMessageTellsWhatWasSeenLast() {
        assertThatThrownBy(() -> Await.value("more than five", SHORT, () -> 4, n -> n > 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more than five")
                .hasMessageContaining("last seen: 4");
    }

    @Test
    void theLastExceptionIsTheCause() {
        var failure = new IllegalStateException("still starting");

        assertThatThrownBy(
                        () ->
                                Await.until(
                                        "a connection",
                                        SHORT,
                                        () -> {
                                            throw failure;
                                        }))
                .hasMessageContaining("still starting")
                .hasCause(failure);
    }
}
