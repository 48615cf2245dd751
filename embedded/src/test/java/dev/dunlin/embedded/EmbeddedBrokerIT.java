package dev.dunlin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EmbeddedBrokerIT {
    @TempDir Path directory;

    @Test
    void dataSurvivesARestartOnOtherPorts() throws Exception {
        try (var broker = EmbeddedBroker.start(directory)) {
            Clients.createTopic(broker.bootstrapServers());
            Clients.produce(broker.bootstrapServers(), "one", "two");
        }
        try (var broker = EmbeddedBroker.start(directory);
                var consumer = Clients.consumer(broker.bootstrapServers(), "consumer")) {
            assertThat(Clients.read(consumer, 2)).isEqualTo(List.of("one", "two"));
        }
    }

    @Test
    void aFreshShareConsumerGetsItsFirstRecordWithinASecond() throws Exception {
        try (var broker = EmbeddedBroker.start(directory)) {
            Clients.createTopic(broker.bootstrapServers());
            Clients.produce(broker.bootstrapServers(), "one");
            var start = System.nanoTime();
            try (var sharer = Clients.sharer(broker.bootstrapServers())) {
                assertThat(Clients.take(sharer, 1)).isEqualTo(List.of("one"));
            }
            var taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(taken).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void recordsOfEightMegabytesPass() throws Exception {
        try (var broker = EmbeddedBroker.start(directory)) {
            var servers = broker.bootstrapServers();
            Clients.createTopic(servers);
            var large = "x".repeat(8_000_000);
            var settings = Map.<String, Object>of("max.request.size", 8 << 20);
            try (var producer = Clients.producer(servers, settings);
                    var consumer = Clients.consumer(servers, "consumer")) {
                producer.send(new ProducerRecord<>(Clients.TOPIC, large)).get();
                assertThat(Clients.read(consumer, 1)).isEqualTo(List.of(large));
            }
        }
    }

    @Test
    void twoBrokersCannotShareADirectory() {
        try (var first = EmbeddedBroker.start(directory)) {
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .hasMessageContaining(directory + " is in use");
        }
    }

    @Test
    void aDirectoryWithOtherThingsIsLeftAlone() throws Exception {
        var file = Files.writeString(directory.resolve("thesis.txt"), "precious");

        assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                .hasMessage("directory " + directory + " is not a broker's: it holds thesis.txt");
        assertThat(directory.toFile().list()).containsExactly("thesis.txt");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aLogDirectoryWithoutPropertiesIsRefused() throws Exception {
        Files.createDirectory(directory.resolve("log"));

        assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                .hasStackTraceContaining("log/meta.properties is missing");
    }
}
