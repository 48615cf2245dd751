package dev.dunlin.cdc;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.changes.ChangesTopic;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.OnlineSettings.SlotLimits;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import dev.dunlin.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A database, a migration's changes topic, and a cdc worker with its work handed to it. */
final class CaptureFixture implements AutoCloseable {

    static final SlotLimits NO_LIMITS = new SlotLimits(0, SlotPolicy.WARN);

    private static final Admin ADMIN = TestBroker.shared().admin();

    final TestDatabase database;
    private final ChangesTopic changes = new ChangesTopic(ADMIN, (short) 1);
    final MigrationName migration = new MigrationName(TestBroker.shared().uniqueName("cdc"));
    final DatabaseAddress address;
    final CaptureNames names;
    final RecordingContext context = new RecordingContext();
    final List<BatchText> batches = new ArrayList<>();
    final SourceSessions sessions =
            new SourceSessions(new PostgresConnector(new Secrets(Map.of())), () -> "here");
    private final CdcWorker worker = new CdcWorker(sessions);
    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    private final AtomicInteger markers = new AtomicInteger();
    private final Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                    cluster.properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());

    CaptureFixture(TestDatabase database) {
        this.database = database;
        address =
                new DatabaseAddress(
                        new Endpoint(
                                "127.0.0.1",
                                database.port(),
                                "postgres",
                                new TreeMap<>(),
                                SecretRef.NONE),
                        database.name());
        names = CaptureNames.of(migration, database.name());
        new ControlTopics(ADMIN, (short) 1).ensure();
        changes.ensure(migration, 1);
        TopicPartition partition = new TopicPartition(Topics.changes(migration), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    void handle(CaptureTask task) throws Exception {
        worker.handle(task, context);
    }

    Report.CapturePrepared prepare(TablePatterns patterns) throws Exception {
        handle(new CaptureTask.PrepareCapture(migration, address, patterns, NO_LIMITS));
        return context.all(Report.CapturePrepared.class).getLast();
    }

    Job.CaptureChanges job(TablePatterns patterns, String startLsn) {
        return job(patterns, startLsn, NO_LIMITS, 1);
    }

    Job.CaptureChanges job(
            TablePatterns patterns, String startLsn, SlotLimits limits, int request) {
        return new Job.CaptureChanges(migration, address, 0, patterns, limits, startLsn, request);
    }

    RunningJob capture(Job.CaptureChanges job) {
        return new CaptureJobs(cluster, changes, sessions).start(job, context);
    }

    /** Prepares and captures everything. */
    RunningJob capture() throws Exception {
        return capture(job(TablePatterns.ALL, prepare(TablePatterns.ALL).startLsn()));
    }

    /** Writes a marker, waits for it in Kafka, and returns all entries before it, but ours. */
    List<String> entries() throws Exception {
        int number = markers.incrementAndGet();
        handle(new CaptureTask.WriteMarker(migration, address, number));
        String marker = "M 1 " + number;
        Await.until(
                "marker " + number + " is captured",
                Duration.ofSeconds(60),
                () -> {
                    poll();
                    return all().contains(marker);
                });
        return all().stream().filter(e -> !e.startsWith("M ")).toList();
    }

    /** Entries of rows only. */
    List<String> rows() throws Exception {
        return entries().stream().filter(e -> "IUKODET".indexOf(e.charAt(0)) >= 0).toList();
    }

    List<String> all() {
        return batches.stream().flatMap(batch -> batch.entries.stream()).toList();
    }

    void poll() {
        consumer.poll(Duration.ofMillis(100))
                .forEach(record -> batches.add(new BatchText(record.value())));
    }

    String confirmed() {
        return database.value(
                "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                        + names.slot()
                        + "'");
    }

    @Override
    public void close() {
        consumer.close();
        try (var admin = TestBroker.shared().admin()) {
            new ChangesTopic(admin, (short) 1).delete(migration);
        }
    }
}
