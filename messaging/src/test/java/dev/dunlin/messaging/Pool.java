package dev.dunlin.messaging;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A pool and migration of a test's own on a broker that tests share, and what is said in it. */
final class Pool implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final KafkaCluster cluster;
    final String name = "pool-" + UUID.randomUUID().toString().substring(0, 8);
    final MigrationName migration = new MigrationName(name);
    final MessageSender sender;

    Pool(KafkaCluster cluster) {
        this.cluster = cluster;
        try (Admin admin = Admin.create(cluster.properties())) {
            ControlTopics topics = new ControlTopics(admin, ControlTopics.BROKER_DEFAULT);
            topics.ensure();
            topics.ensurePool(Role.SNAPSHOT, name);
        }
        this.sender = new MessageSender(cluster);
    }

    DatabaseAddress database(String database) {
        return new DatabaseAddress(
                new Endpoint("127.0.0.1", 5432, "u", new TreeMap<>(), SecretRef.NONE), database);
    }

    /** A task whose handler the test plays; {@code label} is found in its database. */
    SourceTask.ReadSequences task(String label) {
        return new SourceTask.ReadSequences(migration, database(label), TablePatterns.ALL, 0);
    }

    void put(SourceTask task) {
        sender.sendAndWait(Topics.tasks(Role.SNAPSHOT, name), task.id(), task);
    }

    void putRaw(String topic, String key, String value) {
        sender.send(
                        new ProducerRecord<>(
                                topic,
                                key.getBytes(StandardCharsets.UTF_8),
                                value.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    /** The first report of this pool's migration that is as wanted. */
    Report awaitReport(Predicate<Report> wanted) {
        return awaitRecords(
                        Topics.REPORTS,
                        record -> {
                            Report report = Wire.decode(record.value(), Report.class);
                            return report.migration().equals(migration) && wanted.test(report);
                        })
                .stream()
                .map(record -> Wire.decode(record.value(), Report.class))
                .findFirst()
                .orElseThrow();
    }

    /** All reports of this pool's migration that are there now. */
    List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = TopicReader.open(cluster)) {
            var partitions = TopicReader.partitions(consumer, Topics.REPORTS);
            consumer.assign(partitions);
            TopicReader.seekToStart(consumer, partitions);
            var end = consumer.endOffsets(partitions);
            while (!TopicReader.ahead(consumer, end).isEmpty()) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> reports.add(Wire.decode(record.value(), Report.class)));
            }
        }
        return reports.stream().filter(report -> report.migration().equals(migration)).toList();
    }

    /** Reads a topic from its start until a poll brings records that are as wanted. */
    List<ConsumerRecord<byte[], byte[]>> awaitRecords(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Consumer<byte[], byte[]> consumer = TopicReader.open(cluster)) {
            var partitions = TopicReader.partitions(consumer, topic);
            consumer.assign(partitions);
            TopicReader.seekToStart(consumer, partitions);
            while (System.nanoTime() < deadline) {
                List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                found.removeIf(wanted.negate());
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        throw new AssertionError("nothing as wanted in " + topic);
    }

    TaskQueueSettings queue(int workers) {
        return TaskQueueSettings.of(cluster, Role.SNAPSHOT, name, workers);
    }

    @Override
    public void close() {
        sender.close();
    }
}
