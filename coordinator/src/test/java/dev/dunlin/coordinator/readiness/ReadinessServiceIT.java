package dev.dunlin.coordinator.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker. */
final class ReadinessServiceIT {

    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    private final MigrationName name =
            new MigrationName(TestBroker.shared().uniqueName("readiness"));

    private void tell(Producer<String, byte[]> producer, long count) throws Exception {
        long now = System.currentTimeMillis();
        for (Position position :
                List.of(
                        new Position.AtSource(
                                name, "shop", now, "0/A", "0/1", 0, -1, "reserved", true, false),
                        new Position.Captured(name, "shop", "0/A", now, count, 1, 1),
                        new Position.Applied(name, "shop", "0/A", now, count, 1, 0, false))) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.POSITIONS, name.value(), Wire.encode(position)))
                    .get();
        }
    }

    private List<Readiness> poll(Consumer<String, byte[]> consumer) {
        List<Readiness> mine = new ArrayList<>();
        consumer.poll(Duration.ofMillis(100))
                .forEach(
                        record -> {
                            if (record.key().equals(name.value())) {
                                mine.add(Wire.decode(record.value(), Readiness.class));
                            }
                        });
        return mine;
    }

    @Test
    void positionsBecomeReadiness(@TempDir Path directory) throws Exception {
        try (var admin = TestBroker.shared().admin()) {
            new ControlTopics(admin, (short) 1).ensure();
        }
        Properties reading = cluster.properties();
        reading.put("group.id", name.value());
        reading.put("auto.offset.reset", "earliest");
        try (var service = new ReadinessService(cluster, directory);
                var producer =
                        new KafkaProducer<>(
                                cluster.properties(),
                                new StringSerializer(),
                                new ByteArraySerializer());
                var consumer =
                        new KafkaConsumer<>(
                                reading, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.READINESS));
            service.start();
            tell(producer, 1);
            List<Readiness> told = new ArrayList<>();
            Await.until(
                    "a verdict",
                    Duration.ofSeconds(40),
                    () -> {
                        told.addAll(poll(consumer));
                        return told.stream().anyMatch(Readiness::ready);
                    });
            tell(producer, 1001);
            Await.until(
                    "a rate",
                    () -> poll(consumer).stream().anyMatch(each -> each.appliedPerSecond() > 0));
            assertThat(service.failure()).isNotDone();
        }
    }
}
