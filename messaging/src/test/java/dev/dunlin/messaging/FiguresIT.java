package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures, and asserts nothing about speed: run with {@code -Ddunlin.figures=1}. */
@EnabledIfSystemProperty(named = "dunlin.figures", matches = "\\d+")
class FiguresIT {

    private static final Logger LOG = LoggerFactory.getLogger(FiguresIT.class);
    private static final int TASKS = 3_000;
    private static final long STREAM_BYTES = 512L << 20;

    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());

    @RepeatedTest(2)
    void timeFromPutToStartWhenIdle() throws Exception {
        LinkedBlockingQueue<Long> started = new LinkedBlockingQueue<>();
        try (Pool pool = new Pool(cluster);
                TaskQueue queue =
                        new TaskQueue(pool.queue(2), (_, _) -> started.add(System.nanoTime()))) {
            long begin = System.nanoTime();
            queue.start();
            LOG.info("FIGURE start returned after {} ms", millis(System.nanoTime() - begin));
            pool.put(pool.task("first"));
            LOG.info("FIGURE first task after start {} ms", millis(started.take() - begin));
            List<Double> latencies = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long put = System.nanoTime();
                pool.put(pool.task("d" + i));
                latencies.add((started.take() - put) / 1e6);
            }
            latencies.sort(null);
            LOG.info(
                    "FIGURE put to start: median {} ms, p95 {} ms, max {} ms",
                    latencies.get(100),
                    latencies.get(190),
                    latencies.getLast());
        }
    }

    @Test
    void smallTasksInARow() {
        AtomicInteger done = new AtomicInteger();
        try (Pool pool = new Pool(cluster)) {
            for (int i = 0; i < TASKS; i++) {
                SourceTask task = pool.task("d" + i);
                var _ = pool.sender.send(pool.queue(2).topic(), task.id(), task);
            }
            try (TaskQueue queue = new TaskQueue(pool.queue(2), (_, _) -> done.incrementAndGet())) {
                queue.start();
                Await.until("work begins", () -> done.get() > 0);
                int before = done.get();
                long begin = System.nanoTime();
                long cpu = cpu();
                Await.until("work is done", Duration.ofMinutes(2), () -> done.get() >= TASKS);
                double seconds = (System.nanoTime() - begin) / 1e9;
                LOG.info(
                        "FIGURE {} tasks in {} s: {} a second, CPU {} s",
                        TASKS,
                        seconds,
                        (TASKS - before) / seconds,
                        (cpu() - cpu) / 1e9);
            }
        }
    }

    @Test
    void rowsThroughTheBroker() throws Exception {
        for (int round = 0; round < 3; round++) {
            rows(new MigrationName("figures-" + round));
        }
    }

    private void rows(MigrationName migration) throws Exception {
        try (Admin admin = Admin.create(cluster.properties());
                var producer = RowsProducer.create(cluster);
                var threads = Executors.newFixedThreadPool(4)) {
            RowsTopic topic = new RowsTopic(admin, ControlTopics.BROKER_DEFAULT);
            topic.ensure(migration, 2);
            AtomicLong read = new AtomicLong();
            List<Callable<Boolean>> parts = new ArrayList<>();
            for (int number = 0; number < 2; number++) {
                int partition = number;
                parts.add(
                        () -> {
                            var to = new TopicPartition(Topics.rows(migration), partition);
                            return write(new SegmentWriter(producer, to, attempt(partition)));
                        });
                parts.add(() -> read(migration, partition, read));
            }
            long begin = System.nanoTime();
            long cpu = cpu();
            for (var part : threads.invokeAll(parts)) {
                assertThat(part.get()).isTrue();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            LOG.info(
                    "FIGURE {} MB in {} s: {} MB/s, CPU {} s",
                    read.get() >> 20,
                    seconds,
                    (read.get() >> 20) / seconds,
                    (cpu() - cpu) / 1e9);
            topic.delete(migration);
        }
    }

    /** Rows like those of pgbench_accounts in COPY BINARY. */
    private static boolean write(SegmentWriter writer) {
        byte[] row = new byte[2 + 8 + 8 + 8 + 4 + 84];
        Arrays.fill(row, 30, row.length, (byte) ' ');
        Random random = new Random(1);
        long rows = STREAM_BYTES / row.length;
        for (long i = 0; i < rows; i++) {
            row[6] = (byte) (i >> 24);
            row[7] = (byte) (i >> 16);
            row[8] = (byte) (i >> 8);
            row[9] = (byte) i;
            row[17] = (byte) random.nextInt();
            writer.write(row, 0, row.length);
        }
        return writer.end(rows).rows() == rows;
    }

    private boolean read(MigrationName migration, int partition, AtomicLong bytes) {
        byte[] room = Segment.room();
        try (SegmentReader reader = new SegmentReader(cluster, migration, partition)) {
            while (true) {
                for (Segment segment : reader.poll(Duration.ofMillis(500))) {
                    bytes.addAndGet(segment.unpack(room));
                    if (segment.header() instanceof SegmentHeader.End) {
                        return true;
                    }
                }
            }
        }
    }

    private static ChunkAttempt attempt(int number) {
        TableId table = new TableId("d", number);
        TableShape shape =
                new TableShape(
                        table,
                        new TableName("public", "pgbench_accounts"),
                        List.of("aid", "bid", "abalance", "filler"),
                        List.of("aid"),
                        CopyFormat.BINARY);
        return new ChunkAttempt(new ChunkId(table, 0), 1, 0, shape);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
