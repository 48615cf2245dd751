package dev.dunlin.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "12400000000, 12.4 GB",
        "999999, 1.0 MB",
        "99960, 100 kB",
        "118000000, 118 MB",
        "-5, 0 B"
    })
    void bytes(long bytes, String expected) {
        assertThat(Units.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00s",
        "420, 0.42s",
        "12340, 12.3s",
        "59949, 59.9s",
        "59950, 1m00s",
        "79000, 1m19s",
        "7500000, 2h05m",
        "-1, 0.00s"
    })
    void durations(long millis, String expected) {
        assertThat(Units.duration(Duration.ofMillis(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, 00:05", "79, 01:19", "7500, 2:05:00"})
    void clock(long seconds, String expected) {
        assertThat(Units.clock(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }
}
