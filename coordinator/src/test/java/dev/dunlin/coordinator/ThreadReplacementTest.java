package dev.dunlin.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private final ThreadReplacement handler = new ThreadReplacement("test", _ -> {});

    @Test
    void an_outage_that_ends_a_thread_now_and_then_is_survived() {
        for (int minute = 0; minute < 60; minute++) {
            assertThat(handler.replaceable(TimeUnit.MINUTES.toNanos(minute))).isTrue();
        }
    }

    @Test
    void threads_that_die_one_after_another_are_not_replaced_for_ever() {
        assertThat(handler.replaceable(0)).isTrue();
        assertThat(handler.replaceable(1)).isTrue();
        assertThat(handler.replaceable(2)).isTrue();
        assertThat(handler.replaceable(3)).isFalse();
    }
}
