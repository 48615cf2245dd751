package dev.dunlin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BrokerKillIT {
    @TempDir Path directory;
    private Process child;

    @BeforeEach
    void startChild() throws Exception {
        child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BrokerChild.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        var output =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).as("the only thing the child prints").isEqualTo("ready");
    }

    @AfterEach
    void endChild() {
        child.destroyForcibly();
    }

    @Test
    void directoryOfARunningProcessIsRefused() {
        assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("in use by another running process");
    }

    @Test
    void killedClientsDelayNobodyAfterARestart() throws Exception {
        child.destroyForcibly().waitFor();

        try (var broker = EmbeddedBroker.start(directory)) {
            var start = System.nanoTime();
            var servers = broker.bootstrapServers();
            Clients.produce(servers, "four");

            try (var sharer = Clients.sharer(servers)) {
                assertThat(Clients.take(sharer, 1)).isEqualTo(List.of("three"));
            }
            for (var protocol : List.of("classic", "consumer")) {
                try (var consumer = Clients.consumer(servers, protocol)) {
                    assertThat(Clients.read(consumer, 1)).isEqualTo(List.of("four"));
                }
            }
            var ready = Duration.ofNanos(System.nanoTime() - start);
            assertThat(ready).as("until all have read").isLessThan(Duration.ofSeconds(3));
        }
    }
}
