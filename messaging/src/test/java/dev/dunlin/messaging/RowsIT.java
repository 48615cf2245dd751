package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RowsIT {

    private static final TableId TABLE = new TableId("d", 0);
    private static final ChunkAttempt ATTEMPT =
            new ChunkAttempt(
                    new ChunkId(TABLE, 3),
                    77,
                    2,
                    new TableShape(
                            TABLE,
                            new TableName("public", "t"),
                            List.of("a", "b"),
                            List.of("a"),
                            CopyFormat.BINARY));

    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    private final MigrationName migration =
            new MigrationName("rows-" + UUID.randomUUID().toString().substring(0, 8));
    private final TopicPartition partition = new TopicPartition(Topics.rows(migration), 1);
    private final Admin admin = Admin.create(cluster.properties());
    private final RowsTopic topic = new RowsTopic(admin, ControlTopics.BROKER_DEFAULT);
    private final Producer<byte[], byte[]> producer = RowsProducer.create(cluster);

    @BeforeEach
    void makeTopic() {
        topic.ensure(migration, 2);
    }

    @AfterEach
    void deleteTopic() {
        producer.close();
        topic.delete(migration);
        topic.delete(migration);
        admin.close();
    }

    @Test
    void aChunkComesOutAsItWentInHoweverItsRowsAreCut() {
        byte[] rows = randomBytes(5_300_000);
        SegmentWriter writer = new SegmentWriter(producer, partition, ATTEMPT);
        writer.write(rows, 0, 10);
        writer.write(rows, 10, 4_000_000);
        writer.write(rows, 4_000_010, rows.length - 4_000_010);
        ChunkCounts counts = writer.end(12);
        writer.close();

        List<Segment> segments = read(7);

        StreamChecksum checksum = new StreamChecksum();
        checksum.update(rows, 0, rows.length);
        assertThat(counts).isEqualTo(new ChunkCounts(12, rows.length, checksum.value()));
        assertThat(segments.stream().map(Segment::header))
                .startsWith(new SegmentHeader.Begin(ATTEMPT.chunk(), 77, 2, ATTEMPT.shape()))
                .contains(new SegmentHeader.Data(ATTEMPT.chunk(), 77, 5))
                .endsWith(new SegmentHeader.End(ATTEMPT.chunk(), 77, 6, counts));
        assertThat(joined(segments)).isEqualTo(rows);
    }

    @Test
    void anEmptyChunkHasABeginAndAnEnd() {
        SegmentWriter writer = new SegmentWriter(producer, partition, ATTEMPT);

        assertThat(writer.end(0)).isEqualTo(ChunkCounts.NONE);

        assertThat(read(2).stream().map(segment -> segment.header().getClass().getSimpleName()))
                .containsExactly("Begin", "End");
    }

    @Test
    @Timeout(30)
    void whoIsWokenUpPollsNoLongerAndMissesNothing() {
        try (SegmentReader reader = new SegmentReader(cluster, migration, 1)) {
            reader.wakeUp();
            assertThat(reader.poll(Duration.ofMinutes(5))).isEmpty();

            SegmentWriter writer = new SegmentWriter(producer, partition, ATTEMPT);
            writer.end(0);
            List<Segment> segments = new ArrayList<>();
            Await.until(
                    "both segments are read",
                    () -> {
                        segments.addAll(reader.poll(Duration.ofSeconds(1)));
                        return segments.size() == 2;
                    });
            reader.wakeUp();
            reader.commit(1);
        }
        try (SegmentReader next = new SegmentReader(cluster, migration, 1)) {
            assertThat(next.position()).isEqualTo(1);
        }
    }

    @Test
    void whatIsGivenUpIsSaidToTheLoaderOnce() {
        SegmentWriter writer = new SegmentWriter(producer, partition, ATTEMPT);
        writer.write(randomBytes(1_100_000), 0, 1_100_000);
        writer.abort();
        writer.close();
        new SegmentWriter(producer, partition, ATTEMPT).close();
        SegmentWriter ended = new SegmentWriter(producer, partition, ATTEMPT);
        ended.end(0);
        ended.close();

        assertThat(read(4).stream().map(segment -> segment.header().getClass().getSimpleName()))
                .containsExactly("Begin", "Abort", "Begin", "End");
    }

    @Test
    void aReaderGoesOnWhereTheLastOneCommittedAndDeletedRowsAreGone() throws Exception {
        for (int chunk = 0; chunk < 3; chunk++) {
            new SegmentWriter(producer, partition, ATTEMPT).end(chunk);
        }
        try (SegmentReader first = reader()) {
            assertThat(first.position()).isZero();
            assertThat(read(first, 6)).hasSize(6);
            first.seek(4);
            assertThat(read(first, 2).getFirst().offset()).isEqualTo(4);
            first.commit(2);
        }
        try (SegmentReader second = reader()) {
            assertThat(second.position()).isEqualTo(2);
        }

        topic.deleteUpTo(migration, 1, 4);

        var starts = admin.listOffsets(Map.of(partition, OffsetSpec.earliest()));
        assertThat(starts.partitionResult(partition).get().offset()).isEqualTo(4);
        try (SegmentReader third = reader()) {
            assertThat(read(third, 2).getFirst().offset()).isEqualTo(4);
        }
    }

    @Test
    void aSegmentNobodyCanReadIsLeftOut() {
        var unreadable = new ProducerRecord<>(partition.topic(), 1, new byte[] {1}, new byte[] {2});
        Waiting.on(producer.send(unreadable), FailureCodes.ROWS, "test");
        new SegmentWriter(producer, partition, ATTEMPT).end(0);

        assertThat(read(2).getFirst().offset()).isEqualTo(1);
    }

    @Test
    void moreSegmentsThanAllowedWaitAndAFailureEndsTheAttempt() {
        var broken =
                new MockProducer<>(
                        false, null, new ByteArraySerializer(), new ByteArraySerializer());
        SegmentWriter writer = new SegmentWriter(broken, partition, ATTEMPT);
        byte[] many = randomBytes(20 * SegmentWriter.SEGMENT_BYTES);
        Thread writing =
                Thread.ofVirtual()
                        .unstarted(
                                () ->
                                        assertThatThrownBy(() -> writer.write(many, 0, many.length))
                                                .isInstanceOf(FailureException.class));
        writing.start();
        Await.until(
                "the writer waits",
                () -> writing.getState() == Thread.State.WAITING && broken.history().size() == 16);

        broken.errorNext(new TimeoutException("no"));

        Await.until("the writer gives up", () -> !writing.isAlive());
        assertThat(broken.history()).hasSize(16);
        assertThatThrownBy(() -> writer.end(1))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> {
                            assertThat(e.retryable()).isTrue();
                            assertThat(e.failure().code()).isEqualTo("DUN-KAFKA-ROWS");
                        });
    }

    @Test
    @Timeout(30)
    void theEndOfAChunkWaitsForNoFurtherSegments() {
        // Acknowledges nothing before it is told that nothing more comes.
        var patient =
                new MockProducer<>(
                        false, null, new ByteArraySerializer(), new ByteArraySerializer());

        new SegmentWriter(patient, partition, ATTEMPT).end(0);

        assertThat(patient.history()).hasSize(2);
    }

    @Test
    void theTopicGrowsButNeverShrinks() throws Exception {
        topic.ensure(migration, 3);
        topic.ensure(migration, 2);

        var described = admin.describeTopics(List.of(partition.topic())).allTopicNames().get();
        assertThat(described.values().iterator().next().partitions()).hasSize(3);
    }

    private SegmentReader reader() {
        return new SegmentReader(cluster, migration, 1);
    }

    private List<Segment> read(int count) {
        try (SegmentReader reader = reader()) {
            return read(reader, count);
        }
    }

    private static List<Segment> read(SegmentReader reader, int count) {
        List<Segment> segments = new ArrayList<>();
        Await.until(
                "there are " + count + " segments",
                () -> {
                    segments.addAll(reader.poll(Duration.ofMillis(100)));
                    return segments.size() >= count;
                });
        return segments;
    }

    private static byte[] joined(List<Segment> segments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] room = Segment.room();
        segments.forEach(segment -> bytes.write(room, 0, segment.unpack(room)));
        return bytes.toByteArray();
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
