package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.MessageSender;
import dev.dunlin.messaging.Wire;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Job.HoldSnapshot;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.SourceTask.CountSource;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotWorkerServiceIT {

    private static final TestBroker BROKER = TestBroker.shared();

    private final KafkaCluster cluster = KafkaCluster.at(BROKER.bootstrapServers());
    private final MigrationName migration = new MigrationName(BROKER.uniqueName("service"));
    private final String pool = BROKER.uniqueName("pool");
    private final List<Report> reports = new ArrayList<>();

    /** A held snapshot, a task under it, a task under one that never was, and a clean leave. */
    @Test
    void answersJobsAndTasksThroughKafka(@TempDir Path directory) {
        try (var admin = BROKER.admin()) {
            var topics = new ControlTopics(admin, (short) 1);
            topics.ensure();
            topics.ensurePool(Role.SNAPSHOT, pool);
        }
        try (var database = TestServers.source().createDatabase("service");
                var sender = new MessageSender(cluster);
                var consumer =
                        new KafkaConsumer<>(
                                Map.<String, Object>of(
                                        "bootstrap.servers",
                                        BROKER.bootstrapServers(),
                                        "group.id",
                                        pool,
                                        "auto.offset.reset",
                                        "earliest"),
                                new StringDeserializer(),
                                new ByteArrayDeserializer());
                var service =
                        new SnapshotWorkerService(
                                cluster, pool, 2, new Secrets(Map.of()), directory)) {
            consumer.subscribe(List.of(Topics.REPORTS));
            service.start();
            DatabaseAddress address = WorkerFixture.address(database);
            var job = new HoldSnapshot(migration, address, 1, false, 0);
            sender.sendAndWait(Topics.jobs(Role.SNAPSHOT, pool), job.id(), job);
            var held = await(consumer, Report.SnapshotHeld.class);

            var count = new CountSource(migration, address, held.snapshot(), TablePatterns.ALL);
            sender.sendAndWait(Topics.tasks(Role.SNAPSHOT, pool), count.id(), count);
            assertThat(await(consumer, Report.ObjectsCounted.class).counts())
                    .containsEntry("large objects", "0 / 0");

            var gone = new Snapshot("00000003-0000001B-1", "1:1:", "x", "0/0");
            var lost = new CountSource(migration, address, gone, TablePatterns.ALL);
            sender.sendAndWait(Topics.tasks(Role.SNAPSHOT, pool), lost.id(), lost);
            assertThat(await(consumer, Report.SnapshotMissing.class).task()).isEqualTo(lost);

            sender.sendTombstone(Topics.jobs(Role.SNAPSHOT, pool), job.id()).join();
            Await.until(
                    "nothing is left on the source",
                    () ->
                            database.value(
                                            "SELECT count(*) FROM pg_stat_activity WHERE"
                                                    + " application_name = 'dunlin/"
                                                    + migration
                                                    + "'")
                                    .equals("0"));
        }
    }

    private <T extends Report> T await(KafkaConsumer<String, byte[]> consumer, Class<T> kind) {
        return Await.value(
                        kind.getSimpleName(),
                        Duration.ofSeconds(60),
                        () -> {
                            for (var message : consumer.poll(Duration.ofMillis(200))) {
                                if (message.key().equals(migration.value())) {
                                    reports.add(Wire.decode(message.value(), Report.class));
                                }
                            }
                            return reports.stream()
                                    .filter(kind::isInstance)
                                    .map(kind::cast)
                                    .toList();
                        },
                        found -> !found.isEmpty())
                .getFirst();
    }
}
