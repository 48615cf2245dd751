package dev.dunlin.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Exit;
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
                .hasMessageContaining("log/meta.properties is missing");
    }

    @Test
    void closeEndsSoonWhileClientsAreBusy() throws Exception {
        var broker = EmbeddedBroker.start(directory);
        var servers = broker.bootstrapServers();
        Clients.createTopic(servers);
        var impatient =
                Map.<String, Object>of(
                        "max.block.ms", 1_000,
                        "request.timeout.ms", 1_000,
                        "delivery.timeout.ms", 2_000);
        var producer = Clients.producer(servers, impatient);
        var sending = new AtomicBoolean(true);
        var sender = Thread.ofVirtual().start(() -> sendWhile(sending, producer));
        try (var consumer = Clients.consumer(servers, "consumer")) {
            assertThat(Clients.read(consumer, 100)).hasSizeGreaterThanOrEqualTo(100);
        }

        var start = System.nanoTime();
        broker.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofSeconds(8));
        broker.close();

        sending.set(false);
        sender.join();
        producer.close(Duration.ZERO);
    }

    private static void sendWhile(AtomicBoolean sending, KafkaProducer<String, String> producer) {
        while (sending.get()) {
            try {
                producer.send(new ProducerRecord<>(Clients.TOPIC, "x".repeat(1_000))).get();
            } catch (ExecutionException | InterruptedException _) {
                return; // the broker is gone
            }
        }
    }

    @Test
    void deletedRecordsLeaveTheDiskSoon() throws Exception {
        try (var broker = EmbeddedBroker.start(directory);
                var admin = Clients.admin(broker.bootstrapServers())) {
            var small = Map.of("segment.bytes", "1048576");
            var topic = new NewTopic(Clients.TOPIC, 1, (short) 1).configs(small);
            admin.createTopics(List.of(topic)).all().get();
            var words = Collections.nCopies(5, "x".repeat(900_000)).toArray(String[]::new);
            Clients.produce(broker.bootstrapServers(), words);
            var partition = new TopicPartition(Clients.TOPIC, 0);
            assertThat(bytesOf(partition)).isGreaterThan(4_000_000);

            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();

            var deadline = System.nanoTime() + ofSeconds(20).toNanos();
            while (bytesOf(partition) > 1_000_000 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(bytesOf(partition)).isLessThan(1_000_000);
        }
    }

    private long bytesOf(TopicPartition partition) {
        var files = directory.resolve("log").resolve(partition.toString()).toFile().listFiles();
        return Arrays.stream(files)
                .filter(file -> file.getName().contains(".log"))
                .mapToLong(File::length)
                .sum();
    }

    @Test
    void aFatalFaultIsReportedAndLeavesTheProcessAlive() {
        try (var broker = EmbeddedBroker.start(directory)) {
            var failure = broker.failure().toCompletableFuture();
            assertThat(failure).isNotDone();

            assertThatThrownBy(() -> Exit.halt(1, "no space left"));

            assertThat(failure)
                    .succeedsWithin(ofSeconds(1))
                    .hasToString(
                            EmbeddedServerException.class.getName()
                                    + (": broker in " + directory + ": no space left"));
        }
    }
}
