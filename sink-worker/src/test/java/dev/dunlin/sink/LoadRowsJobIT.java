package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.ChunkAttempt;
import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.RowsProducer;
import dev.dunlin.messaging.RowsTopic;
import dev.dunlin.messaging.SegmentWriter;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loader on a real broker, with faults on its way. */
class LoadRowsJobIT {

    private final MigrationName migration =
            new MigrationName("load-" + UUID.randomUUID().toString().substring(0, 8));
    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    private final RecordingContext context = new RecordingContext();
    private final Admin admin = TestBroker.shared().admin();
    private final RowsTopic topic = new RowsTopic(admin, ControlTopics.BROKER_DEFAULT);
    private final Producer<byte[], byte[]> producer = RowsProducer.create(cluster);
    private TestDatabase target;
    private Job.LoadRows job;

    @BeforeEach
    void layLedger() throws SQLException {
        target = TestServers.target().createDatabase();
        target.execute("CREATE TABLE numbers (x integer)");
        try (Connection connection = target.connect()) {
            new Ledger(connection).create(migration, "shop", Fixture.INSTALLATION);
        }
        job =
                new Job.LoadRows(
                        migration,
                        Fixture.address(target).endpoint(),
                        List.of(new DatabasePair("shop", target.name())),
                        0,
                        1);
        topic.ensure(migration, 1);
    }

    @AfterEach
    void cleanUp() {
        producer.close();
        topic.delete(migration);
        admin.close();
        target.close();
    }

    private LoadRowsJob start() {
        return new LoadRowsJob(
                        Fixture.sessions(),
                        load -> KafkaRows.open(cluster, topic, load),
                        job,
                        context)
                .start();
    }

    private TopicPartition partition() {
        return new TopicPartition(Topics.rows(migration), 0);
    }

    private SegmentWriter writer(int chunk) {
        return new SegmentWriter(
                producer,
                partition(),
                new ChunkAttempt(
                        new ChunkId(SegmentScript.TABLE, chunk),
                        chunk * 1000L,
                        1,
                        SegmentScript.SHAPE));
    }

    /** 200,000 rows, more than a segment. */
    private void writeRows(SegmentWriter writer, int chunk) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append(chunk * 200_000 + i).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        writer.write(bytes, 0, bytes.length);
    }

    private Set<ChunkId> loaded() {
        Set<ChunkId> chunks = new HashSet<>();
        context.reports(Report.ChunkLoaded.class).forEach(report -> chunks.add(report.chunk()));
        return chunks;
    }

    private String rows() {
        return target.value("SELECT count(*) || '/' || count(DISTINCT x) FROM numbers");
    }

    @Test
    void loadedRowsLeaveTheTopic() throws Exception {
        try (LoadRowsJob _ = start()) {
            for (int chunk = 0; chunk < 3; chunk++) {
                SegmentWriter writer = writer(chunk);
                writeRows(writer, chunk);
                writer.end(200_000);
            }
            Await.until("three chunks are loaded", () -> loaded().size() == 3);
            long end = offset(OffsetSpec.latest());
            Await.until("the topic is empty", () -> offset(OffsetSpec.earliest()) == end);
        }
        assertThat(rows()).isEqualTo("600000/600000");
    }

    private long offset(OffsetSpec spec) throws Exception {
        return admin.listOffsets(Map.of(partition(), spec))
                .partitionResult(partition())
                .get()
                .offset();
    }

    @Test
    void killedBackendsAndLoadersLoadEveryChunkOnce() {
        List<SegmentWriter> writers = new ArrayList<>();
        LoadRowsJob first = start();
        for (int chunk = 0; chunk < 4; chunk++) {
            writers.add(writer(chunk));
            writeRows(writers.get(chunk), chunk);
        }
        Await.until("COPYs are open", () -> copies() > 0);

        // When the backends are killed, and the loader a moment later
        target.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE query LIKE 'COPY%' AND datname = current_database()");
        writers.get(0).end(200_000);
        Await.until("one chunk is loaded", () -> loaded().size() == 1);
        writers.get(1).end(200_000);
        first.close();

        // Then another loader goes on
        try (LoadRowsJob _ = start()) {
            writers.get(2).end(200_000);
            writers.get(3).end(200_000);
            Await.until("all chunks are loaded", () -> loaded().size() == 4);
        }
        assertThat(rows()).isEqualTo("800000/800000");
        assertThat(target.value("SELECT count(*) FROM dunlin_ledger.chunks")).isEqualTo("4");
    }

    private int copies() {
        return Integer.parseInt(
                target.value(
                        "SELECT count(*) FROM pg_stat_activity"
                                + " WHERE query LIKE 'COPY%' AND datname = current_database()"));
    }
}
